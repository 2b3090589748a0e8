/** A split of a dataset, and which of its episodes it has, e.g. `0:40`. */
export type Split = readonly [name: string, episodes: string];

/**
 * That a dataset's splits are read one after another as one, as {@link EpisodeSource.omitted}: whoever trains on a copy
 * would else train on what was kept apart. Empty where there is one, or none.
 */
export function mergedSplits(splits: readonly Split[]): readonly string[] {
  if (splits.length < 2) return [];
  const ranges = splits.map(([name, episodes]) => `${name} ${episodes}`);
  return [`splits: ${ranges.join(', ')} are read as one`];
}

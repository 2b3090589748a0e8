import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '@inspire-vla/dataset';

/** Empty episodes that are named, the first ones. */
const named = 5;

/**
 * A source without its episodes of no frames, which no format can hold; `omitted` tells of them.
 *
 * @throws InspireError `DATASET_EMPTY` where no episode has a frame; a source that has no episodes at all stays as it is.
 */
export function withoutEmptyEpisodes(source: EpisodeSource): EpisodeSource {
  const { episodes } = source;
  const empty = episodes.filter(({ length }) => length === 0);
  if (empty.length === 0) return source;
  if (empty.length === episodes.length) throw allEmpty(source);
  const kept = [...episodes.keys()].filter((index) => episodes[index]?.length !== 0);
  return {
    ...source,
    episodes: kept.flatMap((index) => episodes[index] ?? []),
    omitted: [...source.omitted, describe(empty.map(({ id }) => id))],
    // Of a place that is not there the source itself tells.
    open: async (index) => source.open(kept[index] ?? episodes.length),
  };
}

function describe(ids: readonly string[]): string {
  const first = ids.slice(0, named).join(', ');
  const others = ids.length > named ? ` and ${ids.length - named} more` : '';
  return ids.length === 1
    ? `${first}: the episode has no frames, and is left out`
    : `${first}${others}: the episodes have no frames, and are left out`;
}

function allEmpty({ files, folder, episodes }: EpisodeSource): InspireError {
  return new InspireError({
    code: 'DATASET_EMPTY',
    message: `none of the ${episodes.length} episodes has a frame`,
    at: folder ?? files[0] ?? 'the source',
    fix: 'give a dataset with frames; with --drop-no-ops, frames whose action does nothing are none',
  });
}

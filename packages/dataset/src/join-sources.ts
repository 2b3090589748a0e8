import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from './episode.js';
import { joinAttachments } from './join-attachments.js';

/**
 * Several sources one after another, as one; closing it closes them all.
 *
 * Attachments, such as `meta/subtasks.parquet`, are kept where they are the same in all sources, byte for byte. Else they
 * are left out, with the columns that they explain (`subtask_index`), and `omitted` says so.
 *
 * @param sources - at least one; frames per second, robot, features and tools must be the same in all.
 * @throws InspireError `SOURCES_DIFFER`, naming the source that does not fit; `DATASET_CORRUPT` for an attachment that
 * cannot be read.
 *
 * @example
 * ```ts no-run
 * import { joinSources, openDataset } from '@inspire-vla/dataset';
 *
 * const source = joinSources(await Promise.all(['monday', 'tuesday'].map((folder) => openDataset(folder))));
 * ```
 */
export function joinSources(sources: readonly EpisodeSource[]): EpisodeSource {
  const [first, ...others] = sources;
  if (first === undefined) throw differ('no source is given', 'joinSources');
  for (const other of others) {
    const difference = differenceOf(first, other);
    if (difference !== null) throw differ(difference, other.files[0] ?? 'a source');
  }
  const tasks = joinTasks(sources);
  const starts = sources.map((_, index) =>
    sources.slice(0, index).reduce((sum, { episodes }) => sum + episodes.length, 0),
  );
  // Together they are in no one folder.
  const { folder: _, attachments: none, ...shared } = first;
  const { attachments, dropped, omitted } = joinAttachments(sources);
  return {
    ...shared,
    ...(attachments.length === 0 ? {} : { attachments }),
    features: first.features.filter(({ name }) => !dropped.includes(name)),
    files: sources.flatMap(({ files }) => files),
    episodes: sources.flatMap(({ episodes }) => episodes),
    ...(first.tasks === undefined ? {} : { tasks }),
    omitted: [
      ...new Set([...sources.flatMap((source) => source.omitted), ...omitted, ...renumbered(sources, tasks)]),
    ],
    willRead(names, plan) {
      for (const source of sources) source.willRead?.(names, plan);
    },
    async open(index) {
      const place = starts.findLastIndex((start) => start <= index);
      return (sources[place] ?? first).open(index - (starts[place] ?? 0));
    },
    async close() {
      await Promise.all(sources.map((source) => source.close()));
    },
  };
}

/** The first source's tasks keep their numbers, and so do those of the others, where they are the same so far. */
function joinTasks(sources: readonly EpisodeSource[]): readonly string[] {
  let joined: readonly string[] = [];
  for (const { tasks = [] } of sources) {
    const known = new Set(joined);
    const others = new Set(tasks.filter((task) => !known.has(task)));
    joined = joined.length === 0 ? tasks : [...joined, ...others];
  }
  return joined;
}

/**
 * That columns of numbers of tasks, as GR00T has them, do not fit the tasks of several sources, as
 * {@link EpisodeSource.omitted}.
 */
function renumbered(
  [first, ...others]: readonly EpisodeSource[],
  joined: readonly string[],
): readonly string[] {
  const moved = others.filter(({ tasks = [] }) => tasks.some((task, number) => task !== joined[number]));
  if (moved.length === 0) return [];
  const columns = (first?.features ?? []).filter(
    ({ name, type }) => name.startsWith('annotation.') && type.startsWith('int'),
  );
  return columns.map(
    ({ name }) =>
      `${name}: numbers of tasks that another source of the join numbers otherwise are kept as they are`,
  );
}

function differenceOf(one: EpisodeSource, other: EpisodeSource): string | null {
  if (one.format !== other.format) return `the format is ${other.format}, in the first ${one.format}`;
  if (one.fps !== other.fps) return `there are ${other.fps} frames per second, in the first ${one.fps}`;
  if (one.robotType !== other.robotType)
    return `the robot is ${other.robotType}, in the first ${one.robotType}`;
  if (JSON.stringify(one.tools) !== JSON.stringify(other.tools)) return 'the tools differ';
  const [ours, theirs] = [one, other].map(({ features, depthCameras = [] }) =>
    [...features, ...depthCameras].map((feature) => JSON.stringify(feature)),
  );
  const place = ours?.findIndex((feature, index) => feature !== theirs?.[index]) ?? -1;
  if (place < 0 && ours?.length === theirs?.length) return null;
  return `the features differ: ${theirs?.[Math.max(0, place)] ?? 'none'}, in the first ${ours?.[Math.max(0, place)] ?? 'none'}`;
}

function differ(message: string, at: string): InspireError {
  return new InspireError({
    code: 'SOURCES_DIFFER',
    message,
    at,
    fix: 'join datasets that were written with the same options',
  });
}

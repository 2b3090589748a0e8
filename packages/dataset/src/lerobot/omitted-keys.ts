import { infoPath } from './features.js';

/** Keys of `meta/info.json` that are read, or that a writer makes anew. */
const known = new Set([
  ...['codebase_version', 'robot_type', 'fps', 'features', 'splits', 'data_path', 'video_path'],
  ...['total_episodes', 'total_frames', 'total_tasks', 'total_videos', 'total_chunks'],
  ...['chunks_size', 'data_files_size_in_mb', 'video_files_size_in_mb'],
]);

/** What else `meta/info.json` says, such as a `license`, as {@link EpisodeSource.omitted}. */
export function omittedKeys(info: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(info)
    .filter(([key, value]) => !known.has(key) && value !== null)
    .map(([key]) => `${infoPath}: ${key} is not handed on`);
}

/** What else the list of episodes says of each, such as `success`, as {@link EpisodeSource.omitted}. */
export function omittedColumns(list: string, names: Iterable<string>): readonly string[] {
  return [...names].map((name) => `${list}: ${name} is not handed on`);
}

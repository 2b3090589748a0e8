import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Files of `meta` that a writer makes anew from the frames. */
const made = [
  'stats.json',
  'episodes_stats.jsonl',
  'inspire.json',
  'norm_stats.json',
  'dataset_statistics.json',
];

/**
 * What of `meta` is not handed on, such as the `modality.json` of GR00T or `subtasks.parquet`, with the reason.
 *
 * @param read - the files that are read.
 */
export async function unreadMetadata(directory: string, read: readonly string[]): Promise<readonly string[]> {
  const folder = join(directory, 'meta');
  const known = new Set([...read.map((file) => relative(folder, file)), ...made]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !known.has(path))
    .sort()
    .map((path) => `meta/${path.split(sep).join('/')}: files of meta beyond LeRobot's own are not read`);
}

import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isAttachment } from '../attachments.js';
import type { Attachment } from '../episode.js';

/** Files of `meta` that a writer makes anew from the frames. */
const made = [
  'stats.json',
  'episodes_stats.jsonl',
  'inspire.json',
  'norm_stats.json',
  'dataset_statistics.json',
];

/** Files of `meta` that no reader reads. */
export interface OtherMetadata {
  /** Those that copies take over. */
  readonly attachments: readonly Attachment[];
  /** The rest, with the reason. */
  readonly omitted: readonly string[];
}

/**
 * Looks what else stands in `meta`.
 *
 * @param read - the files that are read.
 */
export async function otherMetadata(directory: string, read: readonly string[]): Promise<OtherMetadata> {
  const folder = join(directory, 'meta');
  const known = new Set([...read, ...made.map((name) => join(folder, name))]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const others = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !known.has(file))
    .sort()
    .map((file) => ({ path: relative(directory, file).split(sep).join('/'), file }));
  return {
    attachments: others.filter(({ path }) => isAttachment(path)),
    omitted: others
      .filter(({ path }) => !isAttachment(path))
      .map(({ path }) => `${path}: no file of meta that is known`),
  };
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isHidden } from '../is-hidden.js';
import { missing } from '../lerobot/errors.js';

/**
 * The files of `meta/episodes` in reading order.
 *
 * @throws InspireError `DATASET_MISSING` where there is none.
 */
export async function listEpisodeFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((path) => path.endsWith('.parquet') && !isHidden(path)).sort();
  if (files.length === 0) throw missing(folder, 'there is no parquet file in meta/episodes');
  return files.map((path) => join(folder, path));
}

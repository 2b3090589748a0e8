import { existsSync } from 'node:fs';
import { missing } from './errors.js';

/**
 * Makes a check that a file of an episode is there; each file is looked for once.
 *
 * @returns a function that throws InspireError `DATASET_MISSING`, naming file and episode.
 */
export function createFileCheck(): (file: string, episode: number) => void {
  const found = new Set<string>();
  return (file, episode) => {
    if (found.has(file)) return;
    if (!existsSync(file)) throw missing(file, `a file of episode ${episode} is missing`);
    found.add(file);
  };
}

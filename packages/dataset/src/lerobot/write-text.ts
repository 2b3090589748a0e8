import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outputError } from '../output-error.js';

/**
 * Writes a text file, with its folder.
 *
 * @param mode - whether what is there is replaced or goes on.
 * @throws InspireError `OUTPUT_NOT_WRITABLE` or `OUTPUT_DISK_FULL`.
 */
export async function writeText(file: string, text: string, mode: 'new' | 'append' = 'new'): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await (mode === 'new' ? writeFile(file, text) : appendFile(file, text));
  } catch (cause) {
    throw outputError(cause, file);
  }
}

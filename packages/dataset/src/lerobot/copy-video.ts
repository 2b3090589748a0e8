import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outputError } from '../output-error.js';

/**
 * Copies a video file untouched, with the folder that it goes to; where the file system can, without copying bytes.
 *
 * @throws InspireError `OUTPUT_NOT_WRITABLE` or `OUTPUT_DISK_FULL`.
 */
export async function copyVideo(from: string, to: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (cause) {
    throw outputError(cause, to);
  }
}

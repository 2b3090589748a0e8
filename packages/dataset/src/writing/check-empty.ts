import { readdir } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import { outputError } from '../output-error.js';

/**
 * Refuses a folder that has something in it: what another dataset has left there would be part of the new one, and a
 * source that is its own copy would be overwritten while it is read.
 *
 * @throws InspireError `OUTPUT_EXISTS`, `OUTPUT_NOT_WRITABLE` for what is no folder.
 */
export async function checkEmpty(directory: string): Promise<void> {
  const entries = await readdir(directory).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw outputError(cause, directory);
  });
  if (entries.length === 0) return;
  throw new InspireError({
    code: 'OUTPUT_EXISTS',
    message: `the folder is not empty: it has ${entries.sort()[0]}`,
    at: directory,
    fix: 'choose an empty folder, or one that is not there yet',
  });
}

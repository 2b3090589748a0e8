import { constants } from 'node:fs';
import { access, realpath, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { outputError } from './output-error.js';

/**
 * Checks, before any work is done, that an output can be made: its place may be written to, and the disk there has
 * room.
 *
 * @param target - a file or folder that need not be there yet, nor the folders that lead to it.
 * @param bytes - about how large it will be; 0 checks the permission only.
 * @throws InspireError `OUTPUT_NOT_WRITABLE`, or `OUTPUT_DISK_FULL` with both figures.
 *
 * @example
 * ```ts
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { checkOutputPlace } from '@inspire-vla/dataset';
 *
 * await checkOutputPlace(join(tmpdir(), 'annotated'), 1000);
 * await checkOutputPlace(join(tmpdir(), 'annotated'), 1e18).catch(({ code }) => code); // OUTPUT_DISK_FULL
 * ```
 */
export async function checkOutputPlace(target: string, bytes: number): Promise<void> {
  try {
    const folder = await existingFolder(dirname(resolve(target)));
    await access(folder, constants.W_OK);
    const { bavail, blocks, bsize } = await statfs(folder);
    const free = bavail * bsize;
    // Some network disks do not say how large they are.
    if (blocks > 0 && free < bytes) throw tooSmall(target, bytes, free);
  } catch (cause) {
    throw outputError(cause, target);
  }
}

/**
 * Where a path leads once links are followed, of one that need not be there yet.
 *
 * @throws what Node.js raises where a folder may not be entered.
 */
export async function realPlace(path: string): Promise<string> {
  const place = resolve(path);
  return realpath(place).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' || dirname(place) === place) throw cause;
    return join(await realPlace(dirname(place)), basename(place));
  });
}

async function existingFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' || dirname(folder) === folder) throw cause;
    return null;
  });
  if (found === null) return existingFolder(dirname(folder));
  if (found.isDirectory()) return folder;
  throw new Error(`${folder} is no folder`);
}

function tooSmall(target: string, bytes: number, free: number): InspireError {
  return new InspireError({
    code: 'OUTPUT_DISK_FULL',
    message: `about ${sizeText(bytes)} will be written, and only ${sizeText(free)} are free`,
    at: target,
    fix: 'free some disk space, or choose another disk',
  });
}

function sizeText(bytes: number): string {
  const [unit, name] = bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  return `${(bytes / unit).toFixed(1)} ${name}`;
}

import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { checkOutputPlace, outputError } from '@inspire-vla/dataset';

/**
 * Checks, before any work is done, that a file or folder can be made or written to, and makes the folders that lead to it.
 *
 * @throws InspireError `OUTPUT_NOT_WRITABLE`, also where what stands there is of the other kind.
 */
export async function checkPlace(path: string, kind: 'file' | 'folder'): Promise<void> {
  await checkOutputPlace(path, 0);
  try {
    await mkdir(dirname(resolve(path)), { recursive: true });
  } catch (cause) {
    throw outputError(cause, path);
  }
  await checkKind(path, kind);
}

/**
 * Checks that nothing stands in a place, or what is to be made or written to there.
 *
 * @throws InspireError `OUTPUT_NOT_WRITABLE`.
 */
export async function checkKind(path: string, kind: 'file' | 'folder'): Promise<void> {
  try {
    const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null;
      throw cause;
    });
    if (found !== null && found.isDirectory() !== (kind === 'folder'))
      throw new Error(`what is there is no ${kind}`);
  } catch (cause) {
    throw outputError(cause, path);
  }
}

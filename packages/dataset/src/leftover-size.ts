import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { placesOf } from './staged-places.js';

/**
 * How much a dead run has left of an output: bytes that a run need not find room for, since it goes on with them or
 * removes them first. 0 where there is nothing.
 *
 * @param target - the output, as given to {@link createStagedDirectory}.
 *
 * @example
 * ```ts no-run
 * import { checkOutputPlace, leftoverSize } from '@inspire-vla/dataset';
 *
 * await checkOutputPlace('annotated', 5e9 - (await leftoverSize('annotated')));
 * ```
 */
export async function leftoverSize(target: string): Promise<number> {
  const { files } = placesOf(target);
  const entries = await readdir(files, { recursive: true, withFileTypes: true }).catch(unlessGone([]));
  let bytes = 0;
  for (const entry of entries) {
    const { size } = await stat(join(entry.parentPath, entry.name)).catch(unlessGone({ size: 0 }));
    if (entry.isFile()) bytes += size;
  }
  return bytes;
}

/** What counts for a file or folder that is not there, or was removed just now by the run that had made it. */
function unlessGone<Value>(value: Value): (cause: NodeJS.ErrnoException) => Value {
  return (cause) => {
    if (cause.code === 'ENOENT') return value;
    throw cause;
  };
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * One digest over all files, each by its own, so that the order counts and sizes cannot run together.
 *
 * @param signal - stops it.
 */
export async function hashFiles(files: readonly string[], signal: AbortSignal): Promise<string> {
  const all = createHash('sha256');
  for (const file of files) {
    const one = createHash('sha256');
    await pipeline(createReadStream(file), one, { signal });
    all.update(one.digest());
  }
  return all.digest('hex');
}

import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { AnnotateOptions } from './options.js';

/** Read at once, into the same memory again and again: a stream's small pieces take longer than their digest. */
const chunkBytes = 2 ** 20;

/**
 * One digest over all files, each by its own, so that the order counts and sizes cannot run together.
 *
 * @param signal - stops it.
 */
export async function hashFiles(files: readonly string[], signal: AbortSignal): Promise<string> {
  const all = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  for (const file of files) {
    const one = createHash('sha256');
    await addFile(one, file, buffer, signal);
    all.update(one.digest());
  }
  return all.digest('hex');
}

/** The digest of a source: over its files, or where it stands in none, over how it was made. */
export async function hashSource(
  { files }: { readonly files: readonly string[] },
  { recording }: Pick<AnnotateOptions, 'recording'>,
  signal: AbortSignal,
): Promise<string> {
  if (recording === undefined) return hashFiles(files, signal);
  return createHash('sha256').update(JSON.stringify(recording)).digest('hex');
}

async function addFile(hash: Hash, file: string, buffer: Buffer, signal: AbortSignal): Promise<void> {
  const handle = await open(file, 'r');
  try {
    for (let bytes = buffer.length; bytes > 0; ) {
      signal.throwIfAborted();
      ({ bytesRead: bytes } = await handle.read(buffer, 0, buffer.length, null));
      hash.update(buffer.subarray(0, bytes));
    }
  } finally {
    await handle.close();
  }
}

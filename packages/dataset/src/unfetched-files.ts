import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from './episode.js';

/** What stands in place of a file that Git LFS, as the Hugging Face hub uses it, has not fetched. */
const signature = Buffer.from('version https://git-lfs.github.com/spec/');

/**
 * The error for a file of a clone whose content was not fetched, if that is why opening a dataset failed; else what
 * opening raised.
 */
export async function explainFailure(error: unknown): Promise<unknown> {
  if (!InspireError.isInstance(error)) return error;
  // The place begins with the file; its name may have commas, too.
  const parts = (error.at ?? '').split(', ');
  for (const end of parts.keys()) {
    const file = parts.slice(0, end + 1).join(', ');
    if (await isPointer(file)) return unfetched(file, error);
  }
  return error;
}

/**
 * Looks at the first file of each kind: a clone without Git LFS has JSON, and no file of data or video.
 *
 * @throws InspireError `DATASET_MISSING`.
 */
export async function checkFetched({ files }: Pick<EpisodeSource, 'files'>): Promise<void> {
  const firsts = new Map([...files].reverse().map((file) => [extname(file), file]));
  for (const file of firsts.values()) if (await isPointer(file)) throw unfetched(file);
}

async function isPointer(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null);
  if (file === null) return false;
  try {
    const { buffer } = await file.read(Buffer.alloc(signature.length), 0, signature.length, 0);
    return buffer.equals(signature);
  } catch {
    // A folder, or what cannot be read: that is told by whoever needs it.
    return false;
  } finally {
    await file.close();
  }
}

function unfetched(file: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message: 'the content has not been fetched: the file is a pointer of Git LFS',
    at: file,
    fix: 'run "git lfs pull" in the clone; a dataset of the Hugging Face hub can be given as hf:<user>/<name>',
    cause,
  });
}

import { readdir, rm, stat, truncate } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Sizes in bytes of the files of a folder, by path relative to it, with slashes. */
export type FileMarks = ReadonlyMap<string, number>;

/** Takes down how long files are now. */
export async function markFiles(directory: string, paths: Iterable<string>): Promise<FileMarks> {
  const marks = new Map<string, number>();
  for (const path of paths) marks.set(relativePath(directory, path), (await stat(path)).size);
  return marks;
}

/**
 * Puts a folder back to what marks say of it: files that have grown are cut, all others are removed.
 *
 * @returns whether that can be done: false, with nothing changed, where a file is missing or shorter than its mark.
 */
export async function restoreFiles(directory: string, marks: FileMarks): Promise<boolean> {
  const found = await markFiles(directory, await listFiles(directory));
  for (const [path, size] of marks) {
    if ((found.get(path) ?? -1) < size) return false;
  }
  for (const [path, size] of found) {
    const file = join(directory, path);
    const marked = marks.get(path);
    if (marked === undefined) await rm(file);
    else if (marked < size) await truncate(file, marked);
  }
  return true;
}

async function listFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

function relativePath(directory: string, path: string): string {
  return relative(directory, path).split(sep).join('/');
}

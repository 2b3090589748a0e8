import { relative, sep } from 'node:path';

/** Whether a path lies below a folder; a folder does not lie below itself, nor anything below a file. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
}

import { basename } from 'node:path';

/** Whether a file is no part of a dataset: macOS puts a `._name` beside every file on disks that are not its own. */
export function isHidden(path: string): boolean {
  return basename(path).startsWith('.');
}

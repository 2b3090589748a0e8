import { realpath, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { EpisodeSource, RunIdentity } from '@inspire-vla/dataset';
import { isInside } from '../output/is-inside.js';

/** Size and time of a source's files by their name, for a {@link RunIdentity}. */
export async function fileStates({
  files,
  folder,
}: Pick<EpisodeSource, 'files' | 'folder'>): Promise<RunIdentity> {
  const states: [string, string][] = [];
  for (const file of files) {
    const { size, mtime } = await stat(file);
    states.push([`the file ${await nameOf(file, folder)}`, `${size} bytes of ${mtime.toISOString()}`]);
  }
  return Object.fromEntries(states);
}

/** The same however the source was written: relative or absolute, or through a link. */
async function nameOf(file: string, folder: string | undefined): Promise<string> {
  if (folder === undefined || !isInside(resolve(file), resolve(folder))) return realpath(file);
  return relative(resolve(folder), resolve(file));
}

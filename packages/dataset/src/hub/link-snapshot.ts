import { copyFile, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { CacheLayout } from './cache-layout.js';
import type { HubFile } from './repository-files.js';

/** The folder of a commit where all its files are there, whichever tool made it; null where one is missing. */
export async function findWhole(
  layout: CacheLayout,
  commit: string,
  files: readonly HubFile[],
): Promise<string | null> {
  const snapshot = layout.snapshot(commit);
  if (!(await isThere(snapshot))) return null;
  for (const { path, size } of files) if (!(await hasSize(join(snapshot, path), size))) return null;
  return snapshot;
}

/**
 * Makes the folder of a commit out of links to the contents, which must all be there. A new one appears whole or not
 * at all; one that another tool made in part is filled up.
 */
export async function linkSnapshot(
  layout: CacheLayout,
  commit: string,
  files: readonly HubFile[],
): Promise<string> {
  const snapshot = layout.snapshot(commit);
  if (await isThere(snapshot)) {
    for (const file of files) await linkFile(layout, snapshot, file);
    return snapshot;
  }
  await rm(layout.unfinished, { recursive: true, force: true });
  await mkdir(layout.unfinished, { recursive: true });
  for (const file of files) await linkFile(layout, layout.unfinished, file);
  await mkdir(dirname(snapshot), { recursive: true });
  await rename(layout.unfinished, snapshot);
  await rm(dirname(layout.unfinished), { recursive: true, force: true });
  return snapshot;
}

async function linkFile({ blobs }: CacheLayout, folder: string, file: HubFile): Promise<void> {
  const place = join(folder, file.path);
  const blob = join(blobs, file.digest);
  if (await hasSize(place, file.size)) return;
  await mkdir(dirname(place), { recursive: true });
  await rm(place, { force: true });
  // Relative, so that the cache may be moved. Windows may forbid links; a copy is what huggingface_hub makes then.
  await symlink(relative(dirname(place), blob), place).catch(() => copyFile(blob, place));
}

/** Notes which commit a branch or tag stands at, for those who are offline. */
export async function writeRef(layout: CacheLayout, revision: string, commit: string): Promise<void> {
  if (revision === commit) return;
  const file = layout.ref(revision);
  if ((await readFile(file, 'utf8').catch(() => '')) === commit) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, commit);
}

async function hasSize(path: string, bytes: number): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size === bytes,
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

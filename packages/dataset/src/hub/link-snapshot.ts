import { copyFile, mkdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { CacheLayout } from './cache-layout.js';
import type { HubFile } from './repository-files.js';

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
  const present = await stat(place).catch(() => null);
  if (present?.size === file.size) return;
  await mkdir(dirname(place), { recursive: true });
  await rm(place, { force: true });
  // Relative, so that the cache may be moved. Windows may forbid links; a copy is what huggingface_hub makes then.
  await symlink(relative(dirname(place), blob), place).catch(() => copyFile(blob, place));
}

/** Notes which commit a branch or tag stands at, for those who are offline. */
export async function writeRef(layout: CacheLayout, revision: string, commit: string): Promise<void> {
  if (revision === commit) return;
  const file = layout.ref(revision);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, commit);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { checkOutputPlace } from '../output-space.js';
import { cacheError } from './cache-error.js';
import { type CacheLayout, cacheLayout } from './cache-layout.js';
import { lockCache } from './cache-lock.js';
import { createHubClient, type HubClient } from './client.js';
import { downloadBlob, missingBytes } from './download-blob.js';
import { inParallel } from './in-parallel.js';
import { findWhole, linkSnapshot, writeRef } from './link-snapshot.js';
import { type HubReference, writeHubReference } from './reference.js';
import { findCommit, type HubFile, listRepositoryFiles } from './repository-files.js';
import { type HubSettings, readHubSettings } from './settings.js';

/** Options of {@link downloadSnapshot}. */
export interface DownloadOptions {
  /** Default: from the environment. */
  readonly settings?: HubSettings;
  /** False: begins even where the disk seems too small for what is missing. */
  readonly checkSpace?: boolean;
  /** Stops the download; what has arrived is kept. */
  readonly signal?: AbortSignal;
  /** Told once how many bytes are missing, if any, then how many more are there. */
  readonly onStart?: (bytes: number) => void;
  readonly onBytes?: (bytes: number) => void;
}

/** A repository on this disk. */
export interface Snapshot {
  /** Folder with the repository's files; they are links into the cache, to be read only. */
  readonly path: string;
  readonly commit: string;
}

/** Files that are downloaded at once. */
const width = 4;

/**
 * Downloads a repository of the hub into the cache that all tools of Hugging Face share, or finds it there.
 *
 * A broken download goes on where it ended, in the same run and in the next; every file is checked against the digest
 * that the hub lists. Several processes that ask for the same repository download it once. A cache that has all of it
 * need not be writable.
 *
 * @throws InspireError `HUB_NOT_CACHED` offline; `HUB_UNAUTHORIZED`, `HUB_FORBIDDEN`, `HUB_NOT_FOUND`,
 * `HUB_RATE_LIMITED`, `HUB_UNAVAILABLE`, `HUB_UNREACHABLE`, `HUB_TOKEN`, `HUB_ANSWER`, `HUB_PATH_UNSAFE`,
 * `HUB_FILE_CORRUPT`, `OUTPUT_DISK_FULL`, `OUTPUT_NOT_WRITABLE`.
 *
 * @example
 * ```ts no-run
 * import { downloadSnapshot } from '@inspire-vla/dataset';
 *
 * const { path, commit } = await downloadSnapshot({ type: 'dataset', name: 'lerobot/pusht', revision: null });
 * ```
 */
export async function downloadSnapshot(
  reference: HubReference,
  options: DownloadOptions = {},
): Promise<Snapshot> {
  const settings = options.settings ?? (await readHubSettings());
  const layout = cacheLayout(settings.cache, reference);
  const revision = reference.revision ?? 'main';
  if (settings.isOffline) return findInCache(layout, revision, reference, settings);
  const client = await createHubClient(reference, settings, options.signal);
  const commit = await findCommit(client, revision);
  const files = await listRepositoryFiles(client, commit);
  const whole = await findWhole(layout, commit, files);
  if (whole !== null) {
    // Others' cache may be for reading only; what is noted in it matters to those who are offline.
    await writeRef(layout, revision, commit).catch(() => undefined);
    return { path: whole, commit };
  }
  await mkdir(layout.blobs, { recursive: true }).catch(failed(layout.blobs));
  const lock = await lockCache(layout.lock, options.signal).catch(failed(layout.lock));
  try {
    await downloadMissing({ client, commit, layout }, files, options);
    const path = await linkSnapshot(layout, commit, files).catch(failed(layout.snapshot(commit)));
    await writeRef(layout, revision, commit).catch(failed(layout.ref(revision)));
    return { path, commit };
  } finally {
    lock.release();
  }
}

interface Target {
  readonly client: HubClient;
  readonly commit: string;
  readonly layout: CacheLayout;
}

async function downloadMissing(
  { client, commit, layout }: Target,
  files: readonly HubFile[],
  { onStart, onBytes = () => {}, checkSpace = true }: DownloadOptions,
): Promise<void> {
  // Files with the same content are one blob.
  const distinct = [...new Map(files.map((file) => [file.digest, file])).values()];
  const missing: HubFile[] = [];
  for (const file of distinct) {
    const present = await stat(join(layout.blobs, file.digest)).catch(() => null);
    if (present?.size !== file.size) missing.push(file);
  }
  if (missing.length === 0) return;
  if (checkSpace) await checkRoom(missing, layout).catch(failed(layout.blobs));
  onStart?.(missing.reduce((sum, { size }) => sum + size, 0));
  await inParallel(missing, width, (file) =>
    downloadBlob({ client, file, commit, place: join(layout.blobs, file.digest), onBytes }),
  );
}

async function checkRoom(missing: readonly HubFile[], { blobs }: CacheLayout): Promise<void> {
  let bytes = 0;
  for (const file of missing) bytes += await missingBytes(file, join(blobs, file.digest));
  await checkOutputPlace(blobs, bytes);
}

async function findInCache(
  layout: CacheLayout,
  revision: string,
  reference: HubReference,
  { cache }: HubSettings,
): Promise<Snapshot> {
  const isCommit = /^[0-9a-f]{40}$/.test(revision);
  const commit = isCommit ? revision : (await readFile(layout.ref(revision), 'utf8').catch(() => '')).trim();
  const path = layout.snapshot(commit);
  if (/^[0-9a-f]{40}$/.test(commit) && (await stat(path).catch(() => null)) !== null) return { path, commit };
  throw new InspireError({
    code: 'HUB_NOT_CACHED',
    message: `this ${reference.type} is not in the cache, and HF_HUB_OFFLINE forbids to download it`,
    at: `${writeHubReference(reference)}, ${cache}`,
    fix: 'run once without HF_HUB_OFFLINE, or give a revision that is in the cache',
  });
}

function failed(place: string) {
  return (cause: unknown): never => {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw cacheError(cause, place);
  };
}

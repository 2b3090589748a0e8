import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InspireError } from '@inspire-vla/adapter';
import { createHubClient, type HubClient } from './client.js';
import { createRepository, setTag } from './hub-repository.js';
import { type HubReference, writeHubReference } from './reference.js';
import { findCommit, listRepositoryFiles } from './repository-files.js';
import { type HubSettings, readHubSettings } from './settings.js';

/** Options of {@link pushFolder}. */
export interface PushOptions {
  /** Default: from the environment. */
  readonly settings?: HubSettings;
  /** First line of the commit's message. Default `Upload with inspire`. */
  readonly title?: string;
  /** Tags that shall stand at the new commit; LeRobot looks for its format's version. */
  readonly tags?: readonly string[];
  /** Makes a new repository private. Default: as the account is set. */
  readonly isPrivate?: boolean;
  readonly signal?: AbortSignal;
  /** Told once how many files there are, then how many more are done. */
  readonly onStart?: (files: number) => void;
  readonly onFiles?: (files: number) => void;
}

/** What was pushed. */
export interface Pushed {
  readonly commit: string;
  /** Page of the repository. */
  readonly url: string;
}

/**
 * Uploads a folder to the hub in one commit: the repository changes whole or not at all. It is made if it is missing.
 *
 * Files of the repository that lie in folders of the upload and are not part of it are removed in the same commit, so
 * that no piece of an older version is left among the new ones; other files, such as a README, stay.
 *
 * @param reference - its revision, if any, is the branch, which is made if it is missing.
 * @throws InspireError `HUB_TOKEN_MISSING`, `HUB_OFFLINE`, and what requests raise.
 *
 * @example
 * ```ts no-run
 * import { pushFolder } from '@inspire-vla/dataset';
 *
 * const { url } = await pushFolder('annotated', { type: 'dataset', name: 'me/bowls', revision: null }, { tags: ['v3.0'] });
 * ```
 */
export async function pushFolder(
  folder: string,
  reference: HubReference,
  options: PushOptions = {},
): Promise<Pushed> {
  const settings = options.settings ?? (await readHubSettings());
  checkPush(reference, settings);
  const client = await createHubClient(reference, settings, options.signal);
  const paths = await listFiles(folder);
  options.onStart?.(paths.length);
  await createRepository(client, options.isPrivate);
  const parent = await findCommit(client, reference.revision ?? 'main');
  const operations = [
    ...paths.map((path) => ({
      operation: 'addOrUpdate' as const,
      path,
      content: pathToFileURL(join(folder, path)),
    })),
    ...(await staleFiles(client, parent, paths)).map((path) => ({ operation: 'delete' as const, path })),
  ];
  const commit = await commitAll(client, { operations, parentCommit: parent, total: paths.length }, options);
  for (const tag of options.tags ?? []) await setTag(client, tag, commit);
  const kind = reference.type === 'dataset' ? 'datasets/' : '';
  return { commit, url: `${settings.endpoint}/${kind}${reference.name}` };
}

/**
 * Raises what can be known to be wrong before anything is pushed, so that a long job need not run first.
 *
 * @throws InspireError `HUB_TOKEN_MISSING`, `HUB_OFFLINE`.
 *
 * @example
 * ```ts no-run
 * import { checkPush, readHubSettings } from '@inspire-vla/dataset';
 *
 * checkPush({ type: 'dataset', name: 'me/bowls', revision: null }, await readHubSettings());
 * ```
 */
export function checkPush(reference: HubReference, { token, isOffline }: HubSettings): void {
  const at = writeHubReference(reference);
  if (isOffline)
    throw new InspireError({
      code: 'HUB_OFFLINE',
      message: 'HF_HUB_OFFLINE forbids to upload',
      at,
      fix: 'unset HF_HUB_OFFLINE, or push another time',
    });
  if (token === null)
    throw new InspireError({
      code: 'HUB_TOKEN_MISSING',
      message: 'to push, the hub must know who you are',
      at,
      fix: 'set HF_TOKEN to a token that may write (hf auth login stores one)',
    });
}

type CommitParameters = Parameters<HubClient['library']['commitIter']>[0];

interface Change extends Pick<CommitParameters, 'operations'> {
  /** The commit that the change was made for: another push meanwhile makes it fail instead of mixing both. */
  readonly parentCommit: string;
  /** Files that are uploaded. */
  readonly total: number;
}

async function commitAll(
  { ask, library, common, reference, signal }: HubClient,
  { total, ...change }: Change,
  { title = 'Upload with inspire', onFiles }: PushOptions,
): Promise<string> {
  return ask(async () => {
    const done = new Set<string>();
    const branch = reference.revision ?? 'main';
    const abort = signal === undefined ? {} : { abortSignal: signal };
    const steps = library.commitIter({ ...common, ...abort, ...change, title, branch });
    for (;;) {
      const { done: isOver, value } = await steps.next();
      if (isOver === true) {
        if (value === undefined) throw new Error('the hub names no commit');
        onFiles?.(total - done.size);
        return value.commit.oid;
      }
      if (value.event !== 'fileProgress' || value.state !== 'uploading' || value.progress < 1) continue;
      if (done.has(value.path)) continue;
      done.add(value.path);
      onFiles?.(1);
    }
  });
}

/** Paths from the folder, with slashes, in a fixed order. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

async function staleFiles(
  client: HubClient,
  commit: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const kept = new Set(paths);
  const folders = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
  const present = await listRepositoryFiles(client, commit);
  return present
    .map(({ path }) => path)
    .filter((path) => path.includes('/') && folders.has(path.split('/')[0]) && !kept.has(path));
}

import { join } from 'node:path';
import type { HubReference } from './reference.js';

/** Where things of one repository stand in the cache that all tools of Hugging Face share. */
export interface CacheLayout {
  /** Contents by digest. */
  readonly blobs: string;
  /** Folder of a commit: links to contents by path. */
  snapshot(commit: string): string;
  /** Where a snapshot is put together; links from it lead as from its final place. */
  readonly unfinished: string;
  /** File with the commit that a branch or tag stood at when it was last asked for. */
  ref(revision: string): string;
  /** File that one process at a time holds while it downloads. */
  readonly lock: string;
}

/** The layout is that of `huggingface_hub`: `<type>s--<user>--<name>/{blobs,snapshots,refs}`. */
export function cacheLayout(cache: string, { type, name }: HubReference): CacheLayout {
  const folder = [`${type}s`, ...name.split('/')].join('--');
  const root = join(cache, folder);
  return {
    blobs: join(root, 'blobs'),
    snapshot: (commit) => join(root, 'snapshots', commit),
    unfinished: join(root, '.inspire-unfinished', 'snapshot'),
    ref: (revision) => join(root, 'refs', revision),
    lock: join(cache, '.locks', folder, 'inspire.lock'),
  };
}

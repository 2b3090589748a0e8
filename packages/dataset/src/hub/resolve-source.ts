import { type DownloadOptions, downloadSnapshot } from './download-snapshot.js';
import { type HubRepositoryType, parseHubReference, writeHubReference } from './reference.js';

/** A source that lies on this disk. */
export interface ResolvedSource {
  readonly path: string;
  /** `hf:<user>/<name>@<commit>`; null for a path, which was taken as it is. */
  readonly origin: string | null;
}

/**
 * Takes a path as it is, and downloads what begins with `hf:`.
 *
 * @param text - a path, or `hf:<user>/<name>[@revision]`.
 * @param type - what an `hf:` address means here.
 * @throws InspireError `HUB_REFERENCE`, and what {@link downloadSnapshot} raises.
 *
 * @example
 * ```ts no-run
 * import { openDataset, resolveSource } from '@inspire-vla/dataset';
 *
 * const { path } = await resolveSource('hf:lerobot/pusht', 'dataset');
 * const source = await openDataset(path);
 * ```
 */
export async function resolveSource(
  text: string,
  type: HubRepositoryType,
  options: DownloadOptions = {},
): Promise<ResolvedSource> {
  const reference = parseHubReference(text, type);
  if (reference === null) return { path: text, origin: null };
  const { path, commit } = await downloadSnapshot(reference, options);
  return { path, origin: writeHubReference({ ...reference, revision: commit }) };
}

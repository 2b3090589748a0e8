import { InspireError } from '@inspire-vla/adapter';

/** Kinds of repository on the Hugging Face hub that can be downloaded and pushed to. */
export type HubRepositoryType = 'dataset' | 'model';

/** A repository on the Hugging Face hub. */
export interface HubReference {
  readonly type: HubRepositoryType;
  /** `<user>/<name>`. */
  readonly name: string;
  /** A branch, a tag or a commit; null for the default branch, `main`. */
  readonly revision: string | null;
}

const prefix = 'hf:';
// As huggingface_hub's own rule: no "--" and "..", for the cache makes folder names of them.
const word = /^(?!.*(?:--|\.\.))[A-Za-z0-9](?:[\w.-]{0,94}[\w])?$/;

/**
 * Reads `hf:<user>/<name>[@revision]`.
 *
 * @param type - hub addresses do not say whether a dataset or a model is meant; the place where one stands does.
 * @returns null for a text without `hf:` in front, which is a path.
 * @throws InspireError `HUB_REFERENCE` where the rest is no repository.
 *
 * @example
 * ```ts
 * import { parseHubReference } from '@inspire-vla/dataset';
 *
 * parseHubReference('hf:lerobot/pusht@v3.0', 'dataset'); // { type: 'dataset', name: 'lerobot/pusht', revision: 'v3.0' }
 * parseHubReference('lerobot/pusht', 'dataset'); // null: a path
 * ```
 */
export function parseHubReference(text: string, type: HubRepositoryType): HubReference | null {
  if (!text.startsWith(prefix)) return null;
  const [name = '', ...rest] = text.slice(prefix.length).split('@');
  const revision = rest.length === 0 ? null : rest.join('@');
  const words = name.split('/');
  const isName = words.length === 2 && words.every((part) => word.test(part));
  if (isName && (revision === null || isRevision(revision))) return { type, name, revision };
  throw new InspireError({
    code: 'HUB_REFERENCE',
    message: `this is no ${type} on the Hugging Face hub`,
    at: text,
    fix: 'write hf:<user>/<name>, or hf:<user>/<name>@<branch, tag or commit>',
  });
}

/** A reference as it is written on the command line. */
export function writeHubReference({ name, revision }: HubReference): string {
  return `${prefix}${name}${revision === null ? '' : `@${revision}`}`;
}

/** Git's own rule, as far as it matters where a name becomes part of a path and of an address. */
function isRevision(text: string): boolean {
  return /^[\w.+/-]+$/.test(text) && text.split('/').every((part) => part !== '' && !part.startsWith('.'));
}

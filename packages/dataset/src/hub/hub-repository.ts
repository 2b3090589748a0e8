import type { HubClient } from './client.js';
import { hubError } from './errors.js';

/** Makes the repository, and the branch if one is named, unless they are there. */
export async function createRepository(client: HubClient, isPrivate: boolean | undefined): Promise<void> {
  const { library, common, reference, settings } = client;
  const { token } = settings;
  if (token === null) return;
  const visibility = isPrivate === true ? { visibility: 'private' as const } : {};
  await client.ask(() =>
    library.createRepo({ ...common, ...visibility, accessToken: token }).catch(unlessThere),
  );
  const { revision } = reference;
  if (revision === null || revision === 'main') return;
  await client.ask(() => library.createBranch({ ...common, branch: revision }).catch(unlessThere));
}

/**
 * Puts a tag at a commit, moving it if it stands elsewhere. The library can make branches only.
 */
export async function setTag(client: HubClient, tag: string, commit: string): Promise<void> {
  const { common, reference, settings } = client;
  const base = `${settings.endpoint}/api/${reference.type}s/${reference.name}/tag`;
  const headers = { Authorization: `Bearer ${settings.token}`, 'Content-Type': 'application/json' };
  await client.ask(async () => {
    const request = async (path: string, init: RequestInit, tolerated: number) => {
      const response = await common.fetch(`${base}/${encodeURIComponent(path)}`, { ...init, headers });
      const text = await response.text();
      if (response.ok || response.status === tolerated) return;
      const failure = Object.assign(new Error(text), { statusCode: response.status });
      throw hubError(failure, { reference, settings });
    };
    await request(tag, { method: 'DELETE' }, 404);
    await request(commit, { method: 'POST', body: JSON.stringify({ tag }) }, 409);
  });
}

function unlessThere(cause: unknown): void {
  if (cause instanceof Error && 'statusCode' in cause && cause.statusCode === 409) return;
  throw cause;
}

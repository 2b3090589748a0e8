import { InspireError } from '@inspire-vla/adapter';
import { z } from 'zod';
import type { HubClient } from './client.js';
import { writeHubReference } from './reference.js';

/** A file of a repository at one commit. */
export interface HubFile {
  /** From the repository's root, with slashes; never outside of it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Digest of the content, which is also its name in the cache. */
  readonly digest: string;
  /** What the digest is: sha256 for large files, git's own for the others. */
  readonly algorithm: 'sha256' | 'git';
}

const commitHash = z.string().regex(/^[0-9a-f]{40}$/);

const entrySchema = z.object({
  type: z.string(),
  path: z.string().min(1),
  size: z.number().int().nonnegative(),
  oid: z.string().regex(/^[0-9a-f]{40}$/),
  lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().nonnegative() }).optional(),
});

/**
 * The commit that a revision stands at.
 *
 * @throws InspireError `HUB_NOT_FOUND` and the like, `HUB_ANSWER` for an answer that is none.
 */
export async function findCommit(client: HubClient, revision: string): Promise<string> {
  const { library, common, reference } = client;
  const question = { ...common, name: reference.name, revision, additionalFields: ['sha'] as const };
  const { sha } = await client.ask<{ readonly sha?: unknown }>(() =>
    reference.type === 'dataset'
      ? library.datasetInfo({ ...question, additionalFields: ['sha'] })
      : library.modelInfo({ ...question, additionalFields: ['sha'] }),
  );
  return checked(commitHash, sha, client, 'the commit');
}

/**
 * All files of a commit.
 *
 * @throws InspireError `HUB_PATH_UNSAFE` where a path leads out of the repository, `HUB_ANSWER` for a broken list.
 */
export async function listRepositoryFiles(client: HubClient, revision: string): Promise<readonly HubFile[]> {
  const { library, common } = client;
  return client.ask(async () => {
    const files: HubFile[] = [];
    for await (const entry of library.listFiles({ ...common, revision, recursive: true })) {
      if (entry.type !== 'file') continue;
      const { path, size, oid, lfs } = checked(entrySchema, entry, client, 'the list of files');
      if (!isInside(path)) throw unsafe(path, client);
      files.push(
        lfs === undefined
          ? { path, size, digest: oid, algorithm: 'git' }
          : { path, size: lfs.size, digest: lfs.oid, algorithm: 'sha256' },
      );
    }
    return files;
  });
}

/** The path becomes a place on this disk, so it must not lead elsewhere, on Windows neither. */
function isInside(path: string): boolean {
  const parts = path.split('/');
  return (
    !/[\\\0]|^[A-Za-z]:/.test(path) && parts.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { reference }: HubClient,
  what: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new InspireError({
    code: 'HUB_ANSWER',
    message: `${what} that the hub gives is no such thing (${issue?.path.join('.')} ${issue?.message})`,
    at: writeHubReference(reference),
    fix: 'check that HF_ENDPOINT is a Hugging Face hub',
  });
}

function unsafe(path: string, { reference }: HubClient): InspireError {
  return new InspireError({
    code: 'HUB_PATH_UNSAFE',
    message: `the repository has a file whose path leads out of it: ${JSON.stringify(path)}`,
    at: writeHubReference(reference),
    fix: 'do not use this repository; nothing of it was written',
  });
}

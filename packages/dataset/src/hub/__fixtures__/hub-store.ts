// Repositories, commits and large files of the small hub, in memory.
import { createHash, randomBytes } from 'node:crypto';

type Files = ReadonlyMap<string, Buffer>;

interface Repository {
  readonly isPrivate: boolean;
  isGated: boolean;
  readonly commits: Map<string, Files>;
  /** Commit of each branch and tag. */
  readonly refs: Map<string, string>;
}

export interface HubStore {
  /** Bytes; larger files are large files. */
  readonly largestRegular: number;
  /** Contents of large files by sha256, and parts of them that were uploaded. */
  readonly large: Map<string, Buffer>;
  readonly parts: Map<string, Buffer>;
  find(type: string, name: string): Repository | undefined;
  /** Makes a repository with one commit; gives the commit. */
  create(type: string, name: string, files: Readonly<Record<string, string | Buffer>>, isPrivate?: boolean): string;
  commitAt(type: string, name: string, revision: string): string | undefined;
  filesAt(type: string, name: string, commit: string): Files;
  /** Applies the lines of a commit; null where the parent that they name is not the branch's. */
  commit(type: string, name: string, branch: string, lines: string): string | null;
  describe(content: Buffer): { oid: string; size: number; lfs?: { oid: string; size: number; pointerSize: number } };
}

const newHash = () => randomBytes(20).toString('hex');

export function createStore(): HubStore {
  const repositories = new Map<string, Repository>();
  const large = new Map<string, Buffer>();
  const find = (type: string, name: string) => repositories.get(`${type} ${name}`);
  const largestRegular = 200;
  const described = new WeakMap<Buffer, ReturnType<HubStore['describe']>>();
  const keep = (content: Buffer) => {
    if (content.length > largestRegular) large.set(sha256(content), content);
    return content;
  };
  return {
    largestRegular,
    large,
    parts: new Map(),
    find,
    create(type, name, files, isPrivate = false) {
      const contents = Object.entries(files).map(([path, content]) => [path, keep(Buffer.from(content))] as const);
      const repository = find(type, name) ?? { isPrivate, isGated: false, commits: new Map(), refs: new Map() };
      repositories.set(`${type} ${name}`, repository);
      const oid = newHash();
      repository.commits.set(oid, new Map(contents));
      repository.refs.set('main', oid);
      return oid;
    },
    commitAt(type, name, revision) {
      const repository = find(type, name);
      return repository?.refs.get(revision) ?? (repository?.commits.has(revision) === true ? revision : undefined);
    },
    filesAt: (type, name, commit) => find(type, name)?.commits.get(commit) ?? new Map(),
    commit(type, name, branch, lines) {
      const repository = find(type, name);
      const parent = repository?.refs.get(branch) ?? '';
      const files = new Map(repository?.commits.get(parent));
      for (const line of lines.split('\n')) {
        const { key, value } = JSON.parse(line) as CommitLine;
        if (key === 'header' && value.parentCommit !== undefined && value.parentCommit !== parent) return null;
        if (key === 'file') files.set(value.path, Buffer.from(value.content, 'base64'));
        if (key === 'deletedFile') files.delete(value.path);
        if (key === 'lfsFile') files.set(value.path, large.get(value.oid) ?? Buffer.from('never uploaded'));
      }
      const oid = newHash();
      repository?.commits.set(oid, files);
      repository?.refs.set(branch, oid);
      return oid;
    },
    describe(content) {
      const known = described.get(content);
      if (known !== undefined) return known;
      const oid = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
      const size = content.length;
      const lfs = size <= largestRegular ? {} : { lfs: { oid: sha256(content), size, pointerSize: 130 } };
      const description = { oid, size, ...lfs };
      described.set(content, description);
      return description;
    },
  };
}

type CommitLine =
  | { readonly key: 'header'; readonly value: { readonly parentCommit?: string } }
  | { readonly key: 'file'; readonly value: { readonly path: string; readonly content: string } }
  | { readonly key: 'deletedFile'; readonly value: { readonly path: string } }
  | { readonly key: 'lfsFile'; readonly value: { readonly path: string; readonly oid: string } };

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

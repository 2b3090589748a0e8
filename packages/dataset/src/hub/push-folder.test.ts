import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuse } from './__fixtures__/hub-server.js';
import { withHub } from './__fixtures__/with-hub.js';
import { pushFolder } from './push-folder.js';

const reference = { type: 'dataset', name: 'me/bowls', revision: null } as const;
const small = '{"codebase_version":"v3.0"}';
const middle = Buffer.alloc(900, 'm');
const large = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251));
const files = {
  'meta/info.json': small,
  'data/a/0.parquet': middle,
  'data/a/1.parquet': large,
  'empty.txt': '',
};

async function write(folder: string, contents: Readonly<Record<string, string | Buffer>>): Promise<string> {
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

describe('pushing a folder', () => {
  it(
    'makes the repository and fills it in one commit, large files in parts',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), files);
      const told: number[] = [];
      const pushed = await pushFolder(out, reference, {
        settings,
        tags: ['v3.0'],
        onStart: (count) => told.push(count),
        onFiles: (count) => told.push(count),
      });
      expect(pushed.url).toBe(`${hub.endpoint}/datasets/me/bowls`);
      const stored = hub.store.filesAt('dataset', 'me/bowls', pushed.commit);
      expect([...stored.keys()].sort()).toEqual(['.gitattributes', ...Object.keys(files)].sort());
      for (const [path, content] of Object.entries(files))
        expect(stored.get(path)).toEqual(Buffer.from(content));
      expect(hub.store.find('dataset', 'me/bowls')?.commits.size).toBe(2);
      expect(hub.store.find('dataset', 'me/bowls')?.refs.get('v3.0')).toBe(pushed.commit);
      expect(hub.log.filter((line) => line.startsWith('PUT /part/'))).toHaveLength(9);
      expect(told[0]).toBe(4);
      expect(told.slice(1).reduce((sum, count) => sum + count, 0)).toBe(4);
      expect(hub.leaked).toEqual([]);
    }),
  );

  it(
    'replaces an older version: its files go, the README stays, the tag moves, nothing is sent twice',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), files);
      const before = {
        'README.md': 'mine',
        'data/a/2.parquet': 'old',
        'notes/x.txt': 'x',
        'data/a/1.parquet': large,
      };
      const old = hub.store.create('dataset', 'me/bowls', before);
      hub.store.find('dataset', 'me/bowls')?.refs.set('v3.0', old);
      const { commit } = await pushFolder(out, reference, { settings, tags: ['v3.0'] });
      expect([...hub.store.filesAt('dataset', 'me/bowls', commit).keys()].sort()).toEqual(
        ['README.md', 'notes/x.txt', ...Object.keys(files)].sort(),
      );
      expect(hub.store.find('dataset', 'me/bowls')?.refs.get('v3.0')).toBe(commit);
      expect(hub.log.filter((line) => line.startsWith('PUT /part/'))).toEqual([]);
    }),
  );

  it(
    'makes a branch, and a private repository, where told to',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), { 'a.txt': 'a' });
      await pushFolder(out, { ...reference, revision: 'try' }, { settings, isPrivate: true });
      const repository = hub.store.find('dataset', 'me/bowls');
      expect(repository?.isPrivate).toBe(true);
      const [main = '', branch = ''] = ['main', 'try'].map((name) => repository?.refs.get(name));
      expect([...hub.store.filesAt('dataset', 'me/bowls', main).keys()]).toEqual(['.gitattributes']);
      expect(hub.store.filesAt('dataset', 'me/bowls', branch).has('a.txt')).toBe(true);
    }),
  );

  it(
    'changes nothing where an upload fails',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), files);
      const before = hub.store.create('dataset', 'me/bowls', { 'README.md': 'mine' });
      hub.intercept = (request, response) => {
        if (!request.url?.startsWith('/upload/')) return false;
        refuse(response, 403, 'expired');
        return true;
      };
      await expect(pushFolder(out, reference, { settings })).rejects.toMatchObject({
        code: 'HUB_FORBIDDEN',
        message: expect.stringContaining('expired'),
      });
      expect(hub.store.find('dataset', 'me/bowls')?.refs.get('main')).toBe(before);
    }),
  );

  it(
    'sends an upload again after a lost connection, and a commit that the hub was too busy for',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), files);
      const failed = new Set<string>();
      hub.intercept = (request, response) => {
        const step = /preupload|batch|upload|commit/.exec(request.url ?? '')?.[0];
        if (step === undefined || failed.has(step)) return false;
        failed.add(step);
        if (step === 'commit') refuse(response.setHeader('Retry-After', '0'), 429, 'busy');
        else response.destroy();
        return true;
      };
      const { commit } = await pushFolder(out, reference, { settings });
      expect(failed.size).toBe(4);
      expect(hub.store.filesAt('dataset', 'me/bowls', commit).get('data/a/0.parquet')).toEqual(middle);
    }),
  );

  it(
    'does not commit twice where it cannot know whether the first commit came through',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), files);
      hub.intercept = (request, response) => {
        if (!request.url?.includes('/commit/')) return false;
        response.destroy();
        return true;
      };
      await expect(pushFolder(out, reference, { settings })).rejects.toMatchObject({
        code: 'HUB_UNREACHABLE',
      });
      expect(hub.log.filter((line) => line.includes('/commit/'))).toHaveLength(1);
    }),
  );

  it(
    'refuses to mix with a push that came meanwhile',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), files);
      hub.store.create('dataset', 'me/bowls', { 'README.md': 'mine' });
      hub.intercept = (request) => {
        if (request.url?.includes('/preupload/'))
          hub.store.create('dataset', 'me/bowls', { 'README.md': 'theirs' });
        return false;
      };
      await expect(pushFolder(out, reference, { settings })).rejects.toMatchObject({
        code: 'HUB_REFUSED',
        message: expect.stringContaining('A commit has happened since'),
      });
    }),
  );

  it(
    'says without a token, with a wrong one, or offline, why it does not begin',
    withHub(async ({ hub, settings, folder }) => {
      const out = await write(join(folder, 'out'), files);
      const push = (change: object) => pushFolder(out, reference, { settings: { ...settings, ...change } });
      await expect(push({ token: null })).rejects.toMatchObject({ code: 'HUB_TOKEN_MISSING' });
      await expect(push({ isOffline: true })).rejects.toMatchObject({ code: 'HUB_OFFLINE' });
      expect(hub.log).toEqual([]);
      await expect(push({ token: 'hf_wrong' })).rejects.toMatchObject({ code: 'HUB_UNAUTHORIZED' });
    }),
  );
});

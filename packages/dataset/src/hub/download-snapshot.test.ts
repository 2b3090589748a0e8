import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuse } from './__fixtures__/hub-server.js';
import { type HubStand, withHub } from './__fixtures__/with-hub.js';
import { downloadSnapshot } from './download-snapshot.js';

const large = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251));
const files = {
  'README.md': '# Bowls',
  'meta/info.json': '{}',
  'meta/empty.txt': '',
  'data/chunk-000/file 1#a.parquet': large,
  'data/again.parquet': large,
};
const reference = { type: 'dataset', name: 'me/bowls', revision: null } as const;

const root = ({ settings }: HubStand) => join(settings.cache, 'datasets--me--bowls');
const largeRequests = ({ hub }: HubStand) => hub.log.filter((line) => line.includes('/lfs/'));

/** Sends the beginning of a content and breaks the connection. */
function cut(response: ServerResponse, content: Buffer, start: number, bytes: number): void {
  response.writeHead(start === 0 ? 200 : 206, {
    'Content-Length': String(content.length - start),
    'Content-Range': `bytes ${start}-${content.length - 1}/${content.length}`,
  });
  // A client that has much to do drops what it has not read yet when the connection breaks.
  response.write(content.subarray(start, start + bytes), () => setTimeout(() => response.destroy(), 200));
}

describe('downloading a snapshot', () => {
  it(
    'gives every file as it is on the hub, through links into the shared layout',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      const commit = hub.store.create('dataset', 'me/bowls', files);
      const started: number[] = [];
      let received = 0;
      const snapshot = await downloadSnapshot(reference, {
        settings,
        onStart: (bytes) => started.push(bytes),
        onBytes: (bytes) => {
          received += bytes;
        },
      });
      expect(snapshot).toEqual({ path: join(root(stand), 'snapshots', commit), commit });
      for (const [path, content] of Object.entries(files)) {
        expect(await readFile(join(snapshot.path, path))).toEqual(Buffer.from(content));
      }
      expect(readlinkSync(join(snapshot.path, 'meta/info.json'))).toMatch(
        /^\.\.\/\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/,
      );
      expect(readFileSync(join(root(stand), 'refs/main'), 'utf8')).toBe(commit);
      expect((await readdir(root(stand))).sort()).toEqual(['blobs', 'refs', 'snapshots']);
      // The two files with the same content are one.
      expect(started).toEqual([7 + 2 + large.length]);
      expect(received).toBe(started[0]);
      expect(await readdir(join(root(stand), 'blobs'))).toHaveLength(4);
    }),
  );

  it(
    'downloads once',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', files);
      const first = await downloadSnapshot(reference, { settings });
      hub.log.length = 0;
      expect(await downloadSnapshot(reference, { settings })).toEqual(first);
      expect(hub.log.filter((line) => /resolve|lfs/.test(line))).toEqual([]);
    }),
  );

  it(
    'goes on where the connection broke, in the same run',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', files);
      let cuts = 0;
      hub.intercept = (request, response) => {
        const start = Number(/^bytes=(\d+)-4999$/.exec(request.headers.range ?? '')?.[1] ?? 0);
        if (!request.url?.startsWith('/lfs/') || request.headers.range === 'bytes=0-0' || cuts === 3)
          return false;
        cuts += 1;
        cut(response, large, start, 1000);
        return true;
      };
      const { path } = await downloadSnapshot(reference, { settings });
      expect(await readFile(join(path, 'data/again.parquet'))).toEqual(large);
      const ranges = largeRequests(stand).flatMap((line) => /bytes=([1-9]\d*)-/.exec(line)?.[1] ?? []);
      expect(cuts).toBe(3);
      // One of three may still have brought nothing; the next then begins where the last one did.
      expect(ranges.length).toBeGreaterThanOrEqual(2);
      expect(Number(ranges.at(-1))).toBeGreaterThan(Number(ranges[0]));
    }),
  );

  it(
    'goes on where an earlier run was broken off',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', { 'data.parquet': large });
      const interruption = new AbortController();
      hub.intercept = (request, response) => {
        if (!request.url?.startsWith('/lfs/') || request.headers.range === 'bytes=0-0') return false;
        response.writeHead(200, { 'Content-Length': String(large.length) });
        response.write(large.subarray(0, 3000));
        return true;
      };
      const onBytes = (bytes: number) => {
        if (bytes > 0) setTimeout(() => interruption.abort(), 50);
      };
      const broken = downloadSnapshot(reference, { settings, signal: interruption.signal, onBytes });
      await expect(broken).rejects.toThrow(/abort/i);
      const [part = ''] = await readdir(join(root(stand), 'blobs'));
      expect((await stat(join(root(stand), 'blobs', part))).size).toBe(3000);
      expect(await readdir(join(root(stand)))).toEqual(['blobs']);
      hub.intercept = () => false;
      hub.log.length = 0;
      const { path } = await downloadSnapshot(reference, { settings });
      expect(await readFile(join(path, 'data.parquet'))).toEqual(large);
      expect(largeRequests(stand).at(-1)).toContain('bytes=3000-4999');
    }),
  );

  it(
    'begins anew where what an earlier run left is something else',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', { 'data.parquet': large });
      const digest = hub.store.describe(large).lfs?.oid ?? '';
      await mkdir(join(root(stand), 'blobs'), { recursive: true });
      await writeFile(join(root(stand), 'blobs', `${digest}.inspire-incomplete`), Buffer.alloc(2000, 7));
      const { path } = await downloadSnapshot(reference, { settings });
      expect(await readFile(join(path, 'data.parquet'))).toEqual(large);
    }),
  );

  it(
    'notices a changed byte and a missing one, and puts neither into the cache',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', { 'meta/info.json': '{"a":1}', 'data.parquet': large });
      const digest = hub.store.describe(large).lfs?.oid ?? '';
      hub.store.large.set(digest, Buffer.from(large).fill(0, 100, 101));
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code: 'HUB_FILE_CORRUPT',
        at: 'hf:me/bowls, data.parquet',
      });
      hub.store.large.set(digest, large.subarray(1));
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code: 'HUB_FILE_CORRUPT',
      });
      expect(await readdir(root(stand))).toEqual(['blobs']);
      expect(await readdir(join(root(stand), 'blobs'))).not.toContain(digest);
    }),
  );

  it(
    'notices a changed byte in a small file',
    withHub(async ({ hub, settings }) => {
      hub.store.create('dataset', 'me/bowls', { 'meta/info.json': '{"a":1}' });
      hub.intercept = (request, response) => {
        if (!request.url?.includes('/resolve/')) return false;
        response.writeHead(206, { ETag: '"x"', 'Content-Range': 'bytes 0-0/7' });
        response.end(request.headers.range === 'bytes=0-0' ? '{' : '{"a":2}');
        return true;
      };
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code: 'HUB_FILE_CORRUPT',
        at: 'hf:me/bowls, meta/info.json',
      });
    }),
  );

  it.each(['../escaped', 'data/../../x', '/absolute', 'C:/x', 'a\\..\\b', 'a//b'])(
    'refuses a file at %s and writes nothing',
    (path) =>
      withHub(async ({ hub, settings }) => {
        hub.store.create('dataset', 'me/bowls', { ok: 'ok', [path]: 'bad' });
        await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
          code: 'HUB_PATH_UNSAFE',
        });
        await expect(stat(settings.cache)).rejects.toThrow('ENOENT');
      })(),
  );

  it(
    'refuses a digest that is a path',
    withHub(async ({ hub, settings }) => {
      hub.store.create('dataset', 'me/bowls', files);
      hub.intercept = (request, response) => {
        if (!request.url?.includes('/tree/')) return false;
        response.end(JSON.stringify([{ type: 'file', path: 'a', size: 1, oid: '../../../x' }]));
        return true;
      };
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({ code: 'HUB_ANSWER' });
    }),
  );

  it(
    'pins a revision',
    withHub(async ({ hub, settings }) => {
      const old = hub.store.create('dataset', 'me/bowls', { 'a.txt': 'old' });
      hub.store.create('dataset', 'me/bowls', { 'a.txt': 'new' });
      hub.store.find('dataset', 'me/bowls')?.refs.set('v3.0', old);
      for (const revision of [old, 'v3.0']) {
        const { path, commit } = await downloadSnapshot({ ...reference, revision }, { settings });
        expect(commit).toBe(old);
        expect(await readFile(join(path, 'a.txt'), 'utf8')).toBe('old');
      }
      const { path } = await downloadSnapshot(reference, { settings });
      expect(await readFile(join(path, 'a.txt'), 'utf8')).toBe('new');
    }),
  );

  it(
    'takes models as well',
    withHub(async ({ hub, settings }) => {
      hub.store.create('model', 'me/policy', { 'model.onnx': large });
      const { path } = await downloadSnapshot(
        { type: 'model', name: 'me/policy', revision: null },
        { settings },
      );
      expect(path).toContain(join(settings.cache, 'models--me--policy', 'snapshots'));
      expect(await readFile(join(path, 'model.onnx'))).toEqual(large);
    }),
  );

  it(
    'uses the cache only when offline, and says so when it is not there',
    withHub(async ({ hub, settings }) => {
      const commit = hub.store.create('dataset', 'me/bowls', files);
      const offline = { ...settings, isOffline: true };
      await expect(downloadSnapshot(reference, { settings: offline })).rejects.toMatchObject({
        code: 'HUB_NOT_CACHED',
      });
      const online = await downloadSnapshot(reference, { settings });
      hub.log.length = 0;
      expect(await downloadSnapshot(reference, { settings: offline })).toEqual(online);
      const pinned = { ...reference, revision: commit };
      expect(await downloadSnapshot(pinned, { settings: offline })).toEqual(online);
      expect(hub.log).toEqual([]);
      await expect(
        downloadSnapshot({ ...reference, revision: 'v9' }, { settings: offline }),
      ).rejects.toMatchObject({ code: 'HUB_NOT_CACHED' });
    }),
  );

  it(
    'fills up a snapshot that another tool made in part',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', files);
      const { path } = await downloadSnapshot(reference, { settings });
      await rm(join(path, 'README.md'));
      await truncate(join(path, 'meta/info.json'), 0);
      await downloadSnapshot(reference, { settings });
      expect(await readFile(join(path, 'README.md'), 'utf8')).toBe('# Bowls');
      expect(await readFile(join(path, 'meta/info.json'), 'utf8')).toBe('{}');
    }),
  );

  it(
    'sends the token to the hub and not to its storage',
    withHub(async ({ hub, settings }) => {
      hub.store.create('dataset', 'me/secret', { 'data.parquet': large }, true);
      await downloadSnapshot({ ...reference, name: 'me/secret' }, { settings });
      expect(hub.leaked).toEqual([]);
      await expect(
        downloadSnapshot({ ...reference, name: 'me/secret' }, { settings: { ...settings, token: null } }),
      ).rejects.toMatchObject({ code: 'HUB_UNAUTHORIZED', fix: expect.stringContaining('HF_TOKEN') });
    }),
  );

  it(
    'lets two runs at once download once',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', { 'data.parquet': large });
      const [one, other] = await Promise.all([
        downloadSnapshot(reference, { settings }),
        downloadSnapshot(reference, { settings }),
      ]);
      expect(other).toEqual(one);
      expect(largeRequests(stand).filter((line) => !line.endsWith('bytes=0-0'))).toHaveLength(1);
    }),
  );
});

describe('a cache that cannot be written to', () => {
  const part = (stand: HubStand) =>
    join(root(stand), 'blobs', `${stand.hub.store.describe(large).lfs?.oid}.inspire-incomplete`);
  const stopped = (stand: HubStand, code: string, message: RegExp) =>
    expect(downloadSnapshot(reference, { settings: stand.settings })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      at: part(stand),
    });

  /** What a cache of others does: nothing can be made in it. Root may write everywhere, so a file stands in the way. */
  async function forbidLocks({ settings }: HubStand): Promise<void> {
    await rm(join(settings.cache, '.locks'), { recursive: true, force: true });
    await writeFile(join(settings.cache, '.locks'), '');
  }

  it(
    'is enough where all is there, by branch, tag or commit, and is left as it is',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      const commit = hub.store.create('dataset', 'me/bowls', files);
      hub.store.find('dataset', 'me/bowls')?.refs.set('v3.0', commit);
      const first = await downloadSnapshot(reference, { settings });
      await forbidLocks(stand);
      await rm(join(root(stand), 'refs'), { recursive: true });
      await writeFile(join(root(stand), 'refs'), '');
      const before = await readdir(settings.cache, { recursive: true });
      for (const revision of [null, 'v3.0', commit])
        expect(await downloadSnapshot({ ...reference, revision }, { settings })).toEqual(first);
      expect(await readdir(settings.cache, { recursive: true })).toEqual(before);
    }),
  );

  it(
    'notes where the branch stands by now, for those who are offline',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      const old = hub.store.create('dataset', 'me/bowls', { 'a.txt': 'old' });
      await downloadSnapshot(reference, { settings });
      const now = hub.store.create('dataset', 'me/bowls', { 'a.txt': 'new' });
      await downloadSnapshot({ ...reference, revision: now }, { settings });
      const ref = () => readFileSync(join(root(stand), 'refs/main'), 'utf8');
      expect(ref()).toBe(old);
      await forbidLocks(stand);
      expect(await downloadSnapshot(reference, { settings })).toMatchObject({ commit: now });
      expect(ref()).toBe(now);
    }),
  );

  it(
    'is told, with what can be done, where a file is missing or of another size',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', files);
      const { path } = await downloadSnapshot(reference, { settings });
      await forbidLocks(stand);
      await rm(join(path, 'README.md'));
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code: 'OUTPUT_NOT_WRITABLE',
        fix: expect.stringMatching(/HF_HUB_CACHE.*HF_HUB_OFFLINE=1/),
      });
    }),
  );

  // Linux has a device that is always full.
  it.skipIf(!existsSync('/dev/full'))(
    'is told as a full disk, at once',
    withHub(async (stand) => {
      stand.hub.store.create('dataset', 'me/bowls', { 'data.parquet': large });
      await mkdir(join(root(stand), 'blobs'), { recursive: true });
      await symlink('/dev/full', part(stand));
      await stopped(stand, 'OUTPUT_DISK_FULL', /^the disk is full$/);
      expect(largeRequests(stand).filter((line) => !line.endsWith('bytes=0-0'))).toHaveLength(1);
    }),
  );

  it(
    'is told as such where a file cannot be opened',
    withHub(async (stand) => {
      stand.hub.store.create('dataset', 'me/bowls', { 'data.parquet': large });
      await mkdir(part(stand), { recursive: true });
      await stopped(stand, 'OUTPUT_NOT_WRITABLE', /EISDIR|EPERM|EACCES/);
    }),
  );

  it(
    'is told before anything is downloaded where the disk has no room, unless that is not asked',
    withHub(async (stand) => {
      const { hub, settings } = stand;
      hub.store.create('dataset', 'me/bowls', files);
      hub.intercept = (request, response) => {
        if (!request.url?.includes('/tree/')) return false;
        response.end(JSON.stringify([{ type: 'file', path: 'a', size: 1e15, oid: '0'.repeat(40) }]));
        return true;
      };
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code: 'OUTPUT_DISK_FULL',
        message: expect.stringMatching(/^about 1000000\.0 GB will be written, and only .* are free$/),
        at: join(root(stand), 'blobs'),
      });
      expect(hub.log.filter((line) => /resolve|lfs/.test(line))).toEqual([]);
      await expect(downloadSnapshot(reference, { settings, checkSpace: false })).rejects.toMatchObject({
        code: 'HUB_FILE_CORRUPT',
      });
    }),
  );
});

describe('a hub that does not answer as hoped', () => {
  const fail = (status: number, error: string, times = Number.POSITIVE_INFINITY, headers = {}) => {
    let left = times;
    return (_: unknown, response: ServerResponse) => {
      if (left <= 0) return false;
      left -= 1;
      for (const [name, value] of Object.entries<string>(headers)) response.setHeader(name, value);
      refuse(response, status, error);
      return true;
    };
  };

  it.each([
    [401, 'HUB_UNAUTHORIZED'],
    [403, 'HUB_FORBIDDEN'],
    [404, 'HUB_NOT_FOUND'],
    [400, 'HUB_REFUSED'],
  ])('gives an error of its own for %i', (status, code) =>
    withHub(async ({ hub, settings }) => {
      hub.intercept = fail(status, 'said so');
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code,
        at: 'hf:me/bowls',
        message: expect.stringContaining('said so'),
      });
      expect(hub.log).toHaveLength(1);
    })(),
  );

  it(
    'tells a missing revision and a gated dataset',
    withHub(async ({ hub, settings }) => {
      hub.store.create('dataset', 'me/bowls', files);
      await expect(downloadSnapshot({ ...reference, revision: 'v9' }, { settings })).rejects.toMatchObject({
        code: 'HUB_NOT_FOUND',
        message: expect.stringContaining('Invalid rev id: v9'),
      });
      Object.assign(hub.store.find('dataset', 'me/bowls') ?? {}, { isGated: true });
      await expect(
        downloadSnapshot(reference, { settings: { ...settings, token: null } }),
      ).rejects.toMatchObject({ code: 'HUB_FORBIDDEN' });
    }),
  );

  it.each([
    [429, { 'Retry-After': '0' }],
    [429, { RateLimit: '"api";r=0;t=0' }],
    [503, { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
  ])('waits and asks again after %i %j', (status, headers) =>
    withHub(async ({ hub, settings }) => {
      hub.store.create('dataset', 'me/bowls', files);
      hub.intercept = fail(status, 'busy', 3, headers);
      await downloadSnapshot(reference, { settings });
      expect(hub.log.slice(0, 4).every((line) => line.includes('/revision/'))).toBe(true);
    })(),
  );

  it(
    'does not wait for hours',
    withHub(async ({ hub, settings }) => {
      hub.intercept = fail(429, 'slow down', 1, { 'Retry-After': '7200' });
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code: 'HUB_RATE_LIMITED',
      });
    }),
  );

  it(
    'names the address that cannot be reached',
    withHub(async ({ hub, settings }) => {
      await hub.close();
      await expect(downloadSnapshot(reference, { settings })).rejects.toMatchObject({
        code: 'HUB_UNREACHABLE',
        message: expect.stringContaining(settings.endpoint),
      });
      await hub.close().catch(() => undefined);
    }),
  );

  it(
    'refuses a token that the hub cannot have made',
    withHub(async ({ settings }) => {
      await expect(
        downloadSnapshot(reference, { settings: { ...settings, token: 'secret' } }),
      ).rejects.toMatchObject({ code: 'HUB_TOKEN', message: expect.not.stringContaining('secret') });
    }),
  );
});

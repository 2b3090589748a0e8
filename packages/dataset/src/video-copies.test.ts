import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVideoCopies } from './video-copies.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copies-'));
  for (const [name, text] of Object.entries({ a: 'one', b: 'one', c: 'two', d: 'three' })) {
    await writeFile(join(folder, name), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const stretch = (name: string, from: number, to: number) => ({
  file: join(folder, name),
  from,
  to,
  isWhole: false,
  statistics: new Map(),
});

describe('createVideoCopies', () => {
  it('takes files of the same content for one, where their episodes do not overlap', async () => {
    const copies = createVideoCopies();
    const fileOf = async (camera: string, name: string, from: number, to: number) =>
      (await copies.original(camera, stretch(name, from, to))).file.slice(folder.length + 1);
    expect(await fileOf('image', 'a', 0, 1)).toBe('a');
    expect(await fileOf('image', 'a', 1, 2)).toBe('a');
    expect(await fileOf('image', 'b', 2, 3)).toBe('a');
    expect(await fileOf('image', 'b', 3, 4)).toBe('a');
    expect(await fileOf('image', 'c', 4, 5)).toBe('c');
    expect(await fileOf('image', 'd', 0, 5)).toBe('d');
    expect(await fileOf('wrist', 'b', 2, 3)).toBe('b');
  });

  it('keeps apart equal videos that belong to different episodes', async () => {
    const copies = createVideoCopies();
    expect((await copies.original('image', stretch('a', 0, 1))).file).toBe(join(folder, 'a'));
    expect((await copies.original('image', stretch('b', 0, 1))).file).toBe(join(folder, 'b'));
  });
});

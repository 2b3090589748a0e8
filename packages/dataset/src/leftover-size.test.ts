import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { leftoverSize } from './leftover-size.js';
import { createStagedDirectory } from './staging.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leftover-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('counts the files of an output that was left unfinished, and nothing else', async () => {
  const out = join(folder, 'out');
  expect(await leftoverSize(out)).toBe(0);
  const staged = await createStagedDirectory(out, { resume: true });
  await mkdir(join(staged.path, 'data/deep'), { recursive: true });
  await writeFile(join(staged.path, 'data/deep/a'), 'x'.repeat(1000));
  await writeFile(join(staged.path, 'b'), 'x'.repeat(234));
  staged.leave();
  expect(await leftoverSize(out)).toBe(1234);
  await (await createStagedDirectory(out, { resume: true })).commit();
  expect(await leftoverSize(out)).toBe(0);
});

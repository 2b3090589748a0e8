import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStagedDirectory } from './staging.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staging-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createStagedDirectory', () => {
  it('shows the output only when it is committed', async () => {
    const staged = await createStagedDirectory(join(folder, 'out'));
    await writeFile(join(staged.path, 'a'), 'whole');
    expect(await readdir(folder)).not.toContain('out');
    await staged.commit();
    expect(await readdir(folder)).toEqual(['out']);
  });

  it('leaves nothing after discard', async () => {
    const staged = await createStagedDirectory(join(folder, 'out'));
    await staged.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps an existing output until the new one is whole', async () => {
    const out = join(folder, 'out');
    await mkdir(out);
    await writeFile(join(out, 'a'), 'old');
    await expect(createStagedDirectory(out)).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', at: out });
    const staged = await createStagedDirectory(out, { overwrite: true });
    await writeFile(join(staged.path, 'a'), 'new');
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('old');
    await staged.commit();
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['out']);
  });
});

import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStagedDirectory } from './staging.js';

let folder = '';
let out = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staging-'));
  out = join(folder, 'out');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function makeOldOutput(): Promise<void> {
  await mkdir(out);
  await writeFile(join(out, 'a'), 'old');
}

describe('createStagedDirectory', () => {
  it('shows the output only when it is committed', async () => {
    const staged = await createStagedDirectory(out);
    expect(dirname(staged.path)).toBe(folder);
    expect(basename(staged.path)).toMatch(/^\.out\.inspire-partial-/);
    await writeFile(join(staged.path, 'a'), 'whole');
    expect(await readdir(folder)).not.toContain('out');
    await staged.commit();
    await staged.discard();
    expect(await readdir(folder)).toEqual(['out']);
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('whole');
  });

  it('is over after commit: it touches nothing of a run that writes there then', async () => {
    const one = await createStagedDirectory(out);
    await one.commit();
    const other = await createStagedDirectory(out, { overwrite: true });
    await writeFile(join(other.path, 'a'), 'of the other');
    await one.discard();
    one.discardSync();
    one.leave();
    await one.clear();
    expect(await readFile(join(other.path, 'a'), 'utf8')).toBe('of the other');
    await expect(createStagedDirectory(out, { overwrite: true })).rejects.toMatchObject({
      code: 'OUTPUT_BUSY',
    });
    await other.commit();
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('of the other');
  });

  it('is over after it is left: a run that goes on with it keeps its files', async () => {
    const one = await createStagedDirectory(out, { resume: true });
    await writeFile(join(one.path, 'a'), 'half');
    one.leave();
    const other = await createStagedDirectory(out, { resume: true });
    await one.discard();
    await other.commit();
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('half');
  });

  it('makes the folders that lead to the output', async () => {
    const staged = await createStagedDirectory(join(out, 'deep'));
    await staged.commit();
    expect(await readdir(out)).toEqual(['deep']);
  });

  it('leaves nothing after discard', async () => {
    const staged = await createStagedDirectory(out);
    await writeFile(join(staged.path, 'a'), 'half');
    await staged.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('can be discarded at once, as signal handlers must', async () => {
    const staged = await createStagedDirectory(out);
    await writeFile(join(staged.path, 'a'), 'half');
    staged.discardSync();
    expect(await readdir(folder)).toEqual([]);
    expect(process.listeners('exit')).not.toContain(staged.discardSync);
  });

  it('is discarded when the process exits', async () => {
    const staged = await createStagedDirectory(out);
    expect(process.listeners('exit')).toContain(staged.discardSync);
    await staged.discard();
    expect(process.listeners('exit')).not.toContain(staged.discardSync);
  });

  it('keeps an existing output until the new one is whole', async () => {
    await makeOldOutput();
    await expect(createStagedDirectory(out)).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', at: out });
    const staged = await createStagedDirectory(out, { overwrite: true });
    await writeFile(join(staged.path, 'a'), 'new');
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('old');
    await staged.commit();
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['out']);
  });

  it('loses nothing when an overwrite is given up or fails', async () => {
    await makeOldOutput();
    const given = await createStagedDirectory(out, { overwrite: true });
    await given.discard();
    const failed = await createStagedDirectory(out, { overwrite: true });
    await rm(failed.path, { recursive: true });
    await expect(failed.commit()).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', at: out });
    await failed.discard();
    expect(await readdir(folder)).toEqual(['out']);
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('old');
  });

  it('does not replace an output that has appeared meanwhile', async () => {
    const staged = await createStagedDirectory(out);
    await makeOldOutput();
    await expect(staged.commit()).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', at: out });
    await staged.discard();
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('old');
  });

  it('reports what a dead run has left, and says how to go on', async () => {
    const dead = await createStagedDirectory(out);
    await writeFile(join(dead.path, 'a'), 'half');
    dead.leave();
    await expect(createStagedDirectory(out)).rejects.toMatchObject({
      code: 'OUTPUT_UNFINISHED',
      at: out,
      fix: expect.stringMatching(/--resume.*--overwrite/),
    });
    const resumed = await createStagedDirectory(out, { resume: true });
    expect(resumed.isLeftover).toBe(true);
    expect(await readFile(join(resumed.path, 'a'), 'utf8')).toBe('half');
    resumed.leave();
    const anew = await createStagedDirectory(out, { overwrite: true });
    expect(anew.isLeftover).toBe(false);
    expect(await readdir(anew.path)).toEqual([]);
    await anew.commit();
    expect(await readdir(folder)).toEqual(['out']);
  });

  it('is left at exit by a run that is to be resumed', async () => {
    const staged = await createStagedDirectory(out, { resume: true });
    expect(process.listeners('exit')).toContain(staged.leave);
    staged.leave();
    expect(process.listeners('exit')).not.toContain(staged.leave);
    expect(await readdir(folder)).toEqual(['.out.inspire-partial-files']);
  });

  it('brings an old output back that a run was replacing when it died, or removes it if it was replaced', async () => {
    const replaced = join(folder, '.out.inspire-partial-replaced');
    await makeOldOutput();
    await rename(out, replaced);
    await expect(createStagedDirectory(out)).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
    expect(await readFile(join(out, 'a'), 'utf8')).toBe('old');
    await mkdir(replaced);
    await (await createStagedDirectory(out, { overwrite: true })).discard();
    expect(await readdir(folder)).toEqual(['out']);
  });

  it('takes a dangling link for something that is there', async () => {
    await symlink(join(folder, 'nowhere'), out);
    await expect(createStagedDirectory(out)).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
  });

  it('says where it may not write', async () => {
    await writeFile(out, 'a file, no folder');
    const inside = join(out, 'deep');
    await expect(createStagedDirectory(inside)).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      at: inside,
    });
  });

  // Permissions do not bind the administrator, and Windows has others.
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('respects permissions', async () => {
    await chmod(folder, 0o500);
    await expect(createStagedDirectory(out)).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', at: out });
    await chmod(folder, 0o700);
  });
});

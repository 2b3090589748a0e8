import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStagedDirectory } from './staging.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lockFile = () => join(folder, '.out.inspire-lock');
const stage = () => createStagedDirectory(join(folder, 'out'));

describe('the lock of an output', () => {
  it('keeps a second run out, which says who is writing and leaves no trace', async () => {
    const first = await stage();
    await expect(stage()).rejects.toMatchObject({
      code: 'OUTPUT_BUSY',
      message: expect.stringContaining(String(process.pid)),
    });
    expect(await readdir(folder)).toHaveLength(2);
    await first.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the job of Slurm, which can be asked about from every node', async () => {
    vi.stubEnv('SLURM_JOB_ID', '4711');
    const first = await stage();
    vi.unstubAllEnvs();
    expect(JSON.parse(await readlink(lockFile()))).toMatchObject({ pid: process.pid, job: '4711' });
    await expect(stage()).rejects.toMatchObject({ message: expect.stringContaining('(job 4711 of Slurm)') });
    await first.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is let go when the output is in its place, or thrown away', async () => {
    await (await stage()).discard();
    await (await stage()).commit();
    expect(await readdir(folder)).toEqual(['out']);
    const other = await createStagedDirectory(join(folder, 'out'), { overwrite: true });
    other.discardSync();
    expect(await readdir(folder)).toEqual(['out']);
  });

  it('is not let go where somebody took it away and another run has its own there', async () => {
    const staged = await stage();
    const other = JSON.stringify({ pid: 1, host: 'elsewhere' });
    await rm(lockFile());
    await writeFile(lockFile(), other);
    await staged.discard();
    expect(await readFile(lockFile(), 'utf8')).toBe(other);
  });

  it('is not taken from a later run of the same process by whoever lets go twice', async () => {
    const first = await stage();
    await first.discard();
    const second = await stage();
    first.leave();
    await expect(stage()).rejects.toMatchObject({ code: 'OUTPUT_BUSY' });
    await second.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a process that is dead, or died while it took it', async () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    for (const left of [JSON.stringify({ pid, host: hostname() }), '', '{']) {
      await writeFile(lockFile(), left);
      await utimes(lockFile(), 0, 0);
      await (await stage()).discard();
    }
    expect(await readdir(folder)).toEqual([]);
  });

  // Other systems do not say when a process began.
  it.skipIf(process.platform !== 'linux')(
    'is taken over from a process whose number another has got since',
    async () => {
      const left = { pid: process.pid, host: hostname(), began: 'an earlier boot/1' };
      await writeFile(lockFile(), JSON.stringify(left));
      await (await stage()).discard();
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('is not taken from a run that is just taking it', async () => {
    await writeFile(lockFile(), '');
    await expect(stage()).rejects.toMatchObject({ code: 'OUTPUT_BUSY' });
  });

  it('is not taken from another machine, whose processes cannot be seen', async () => {
    await writeFile(lockFile(), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await expect(stage()).rejects.toMatchObject({
      code: 'OUTPUT_BUSY',
      fix: expect.stringContaining('.out.inspire-lock'),
    });
  });
});

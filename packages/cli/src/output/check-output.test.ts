import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStagedDirectory, type EpisodeSource } from '@inspire-vla/dataset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkOutput, writtenShare } from './check-output.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'));
  await mkdir(join(folder, 'source/data'), { recursive: true });
  await writeFile(join(folder, 'source/data/a'), 'x'.repeat(1000));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function sourceOf(format: string, lengths: readonly number[]): EpisodeSource {
  const cameras = [{ name: 'image', width: 100, height: 100 }];
  const episodes = lengths.map((length, index) => ({ id: `${index}`, instruction: '', length, cameras }));
  const files = [join(folder, 'source/data/a')];
  const base = { format, fps: 1, robotType: null, files, features: [], episodes, omitted: [] };
  return { ...base, open: () => Promise.reject(new Error('not opened')), close: async () => undefined };
}

const check = (output: string, share = 1) =>
  checkOutput({ output: join(folder, output), source: sourceOf('lerobot-v3.0', [1]), share });

describe('checkOutput', () => {
  it('refuses an output that would replace the source, by whatever name', async () => {
    await symlink(folder, join(folder, 'source/up'));
    for (const output of ['source', '.', 'source/data', 'source/data/a', 'source/up/source']) {
      await expect(check(output), output).rejects.toMatchObject({ code: 'OUTPUT_IS_SOURCE' });
    }
    for (const output of ['out', 'source/out', 'sourc', 'source-out', '..source']) {
      await expect(check(output), output).resolves.toBeUndefined();
    }
  });

  it('refuses an output inside the folder that is read, but not beside a file that is read', async () => {
    const source = sourceOf('lerobot-v3.0', [1]);
    const inside = (output: string, root: string) =>
      checkOutput({ output: join(folder, output), source, share: 1, roots: [join(folder, root)] });
    await symlink(join(folder, 'source'), join(folder, 'link'));
    for (const output of ['source/out', 'source/data/out', 'link/out']) {
      await expect(inside(output, 'source'), output).rejects.toMatchObject({ code: 'OUTPUT_IN_SOURCE' });
    }
    await expect(inside('out', 'source')).resolves.toBeUndefined();
    await expect(inside('source/data/out', 'source/data/a')).resolves.toBeUndefined();
    await expect(inside('source/out', 'tabletop-1')).resolves.toBeUndefined();
  });

  it('refuses a disk that is too small for it, unless told not to look', async () => {
    await expect(check('out', 1e15)).rejects.toMatchObject({ code: 'OUTPUT_DISK_FULL' });
    const source = sourceOf('rlds', [1]);
    const plan = { output: join(folder, 'out'), source, share: 1e15, checkSpace: false };
    await expect(checkOutput(plan)).resolves.toBeUndefined();
  });

  it('asks for no room for what an earlier run has left', async () => {
    const staged = await createStagedDirectory(join(folder, 'out'), { resume: true });
    await writeFile(join(staged.path, 'a'), '');
    await truncate(join(staged.path, 'a'), 1e9);
    staged.leave();
    const message = expect.stringMatching(/^about 999999\.0 GB will be written/);
    await expect(check('out', 1e12)).rejects.toMatchObject({ code: 'OUTPUT_DISK_FULL', message });
    await expect(check('out', 1e3)).resolves.toBeUndefined();
  });

  it('refuses a place for the report that cannot be written to', async () => {
    const report = join(folder, 'source/data/a/report.html');
    const plan = { output: join(folder, 'out'), source: sourceOf('rlds', [1]), share: 1, report };
    await expect(checkOutput(plan)).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', at: report });
  });
});

describe('writtenShare', () => {
  it('is the part of the frames that is written, less where pictures get smaller', () => {
    const whole = sourceOf('lerobot-v3.0', [10, 30]);
    const part = sourceOf('lerobot-v3.0', [10]);
    expect(writtenShare(whole, whole, undefined)).toBeCloseTo(0.9);
    expect(writtenShare(whole, part, undefined)).toBeCloseTo(0.9 / 4);
    expect(writtenShare(whole, whole, 10)).toBeLessThan(0.01);
    expect(writtenShare(sourceOf('libero-hdf5', [1]), sourceOf('libero-hdf5', [1]), undefined)).toBe(0.5);
  });
});

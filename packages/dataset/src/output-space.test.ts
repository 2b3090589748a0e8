import { chmod, mkdir, mkdtemp, realpath, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkOutputPlace, realPlace } from './output-space.js';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'space-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('checkOutputPlace', () => {
  it('takes a place that is not there yet, on a disk with room', async () => {
    await expect(checkOutputPlace(join(folder, 'a/b/c'), 1)).resolves.toBeUndefined();
  });

  it('says how much is needed and how much is free', async () => {
    const { bavail, bsize } = await statfs(folder);
    const out = join(folder, 'a/b');
    await expect(checkOutputPlace(out, bavail * bsize * 10 + 1e12)).rejects.toMatchObject({
      code: 'OUTPUT_DISK_FULL',
      message: expect.stringMatching(/^about \d+\.\d GB will be written, and only \d+\.\d [MG]B are free$/),
      at: out,
    });
  });

  it('refuses a place below a file', async () => {
    await writeFile(join(folder, 'file'), '');
    const out = join(folder, 'file/deep/out');
    await expect(checkOutputPlace(out, 0)).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', at: out });
  });

  // Permissions do not bind the administrator, and Windows has others.
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('respects permissions', async () => {
    await chmod(folder, 0o500);
    await expect(checkOutputPlace(join(folder, 'out'), 0)).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
    });
    await chmod(folder, 0o700);
  });
});

describe('realPlace', () => {
  it('follows the links on the way to what is not there yet', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    expect(await realPlace(join(folder, 'link/a/b'))).toBe(join(folder, 'real/a/b'));
    expect(await realPlace(join(folder, 'link'))).toBe(join(folder, 'real'));
  });
});

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statesOf } from '../__fixtures__/files-of.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { runCommand } from '../__fixtures__/run-command.js';

let folder = '';
let source = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'full-disk-'));
  source = join(folder, 'source');
  await writeSource(source, 'lerobot-v2.1', 40);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Mounts a disk of so many kilobytes. */
function mount(place: string, kilobytes: number, how = ''): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `${how}size=${kilobytes}k`, 'tmpfs', place]).status === 0;
}

/** Only an administrator of Linux can mount a disk as small as that. */
function canMount(): boolean {
  const place = spawnSync('mktemp', ['-d'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const isMounted = place !== '' && mount(place, 64);
  if (isMounted) spawnSync('umount', [place]);
  if (place !== '') spawnSync('rmdir', [place]);
  return isMounted;
}

describe.skipIf(!canMount())('inspire annotate on a disk that is too small', () => {
  /** Lets a test have a disk of so many kilobytes. */
  async function withDisk(kilobytes: number, use: (disk: string) => Promise<void>): Promise<void> {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    expect(mount(disk, kilobytes)).toBe(true);
    try {
      await use(disk);
    } finally {
      spawnSync('umount', [disk]);
      await rm(disk, { recursive: true });
    }
  }

  const resumed = (disk: string) =>
    runCommand([
      'annotate',
      source,
      '--out',
      join(disk, 'out'),
      '--to',
      'lerobot-v2.1',
      '--resume',
      '--quiet',
    ]);

  it('goes on where the rest fits, though not all of it would', () =>
    withDisk(480, async (disk) => {
      expect(await resumed(disk)).toMatchObject({
        status: 1,
        errors: expect.stringContaining('disk is full'),
      });
      expect(mount(disk, 680, 'remount,')).toBe(true);
      expect(await resumed(disk)).toMatchObject({ status: 0, errors: '' });
    }));

  it('has nothing to do where the output is whole, however full the disk', () =>
    withDisk(1000, async (disk) => {
      expect(await resumed(disk)).toMatchObject({ status: 0, errors: '' });
      spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'rest')}`, 'bs=1k']);
      expect(await resumed(disk)).toMatchObject({ status: 0, errors: '' });
    }));

  it.each([
    ['lerobot-v3.0', ['--data-file-size', '0.02']],
    ['lerobot-v2.1', []],
    ['rlds', []],
    ['lerobot-v2.1', ['--resume']],
  ])('says so before it begins, and once it is full: %s %j', async (format, options) => {
    const before = await statesOf(source);
    const disk = join(folder, 'disk');
    await mkdir(disk);
    expect(mount(disk, 128)).toBe(true);
    try {
      const args = [
        'annotate',
        source,
        '--out',
        join(disk, 'out'),
        '--to',
        format,
        '--json',
        '--quiet',
        ...options,
      ];
      const refused = await runCommand(args);
      expect(refused.status).toBe(1);
      expect(JSON.parse(refused.errors).error).toMatchObject({
        code: 'OUTPUT_DISK_FULL',
        message: expect.stringMatching(/^about .* MB will be written, and only 0\.1 MB are free$/),
      });
      expect(await readdir(disk)).toEqual([]);

      const filled = await runCommand([...args, '--no-space-check']);
      expect(filled.status).toBe(1);
      expect(JSON.parse(filled.errors).error).toMatchObject({
        code: 'OUTPUT_DISK_FULL',
        message: 'the disk is full',
        at: expect.stringContaining(disk),
      });
      const left = (await readdir(disk)).sort();
      const kept = ['.out.inspire-partial-files', '.out.inspire-partial-journal'];
      expect(left).toEqual(options.includes('--resume') ? kept : []);
      expect(await statesOf(source)).toEqual(before);
    } finally {
      spawnSync('umount', [disk]);
      await rm(disk, { recursive: true });
    }
  });
});

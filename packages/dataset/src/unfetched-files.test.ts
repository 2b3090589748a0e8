import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from './open-dataset.js';
import { createWriter, type OutputFormat } from './writing/create-writer.js';

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'clone-')), 'cups, red');
  await mkdir(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;

async function write(format: OutputFormat): Promise<void> {
  const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
  const options = { directory: folder, fps: 10, robotType: null, features, cameras: [] };
  const writer = await createWriter(format, options);
  const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
  await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
  await writer.finish();
  await writer.close();
}

describe('a file whose content a clone has not fetched', () => {
  it.each<[OutputFormat, string]>([
    ['lerobot-v3.0', 'meta/tasks.parquet'],
    ['lerobot-v3.0', 'data/chunk-000/file-000.parquet'],
    ['lerobot-v2.1', 'data/chunk-000/episode_000000.parquet'],
    ['rlds', 'inspire-train.tfrecord-00000-of-00001'],
    ['libero-hdf5', 'lift_the_cup_demo.hdf5'],
  ])('is told of when %s is opened: %s', async (format, path) => {
    await write(format);
    const file = join(folder, path);
    await writeFile(file, pointer);
    await expect(openDataset(folder)).rejects.toMatchObject({
      code: 'DATASET_MISSING',
      at: file,
      fix: expect.stringContaining('git lfs pull'),
    });
  });

  it('is told from a damaged one', async () => {
    await write('rlds');
    await writeFile(join(folder, 'inspire-train.tfrecord-00000-of-00001'), 'version');
    await expect(openDataset(folder)).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
  });
});

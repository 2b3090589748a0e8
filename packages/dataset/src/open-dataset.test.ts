import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDataset } from './open-dataset.js';
import { createWriter } from './writing/create-writer.js';

async function makeJsonLines() {
  const folder = await mkdtemp(join(tmpdir(), 'open-dataset-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const features = [{ name: 'state', type: 'float32', shape: [1], names: null }] as const;
  const options = { directory: folder, fps: 10, robotType: null, features, cameras: [] };
  const writer = await createWriter('jsonl', options);
  const columns = new Map([['state', Float32Array.of(0)]]);
  await writer.writeEpisode({ instruction: 'lift the cup', length: 1, columns, pictures: async () => [] });
  await writer.finish();
  await writer.close();
  return folder;
}

it.each(['rlds', 'lerobot-v3.0', 'libero-hdf5'] as const)(
  'a dataset that is not %s, as was said, is told by what it is',
  async (format) => {
    const folder = await makeJsonLines();
    await expect(openDataset(folder, format)).rejects.toMatchObject({
      code: 'DATASET_UNKNOWN',
      message: `the dataset is jsonl, and not ${format}`,
      at: folder,
      fix: expect.stringContaining('or give jsonl'),
    });
  },
);

it('a folder without a file of LIBERO is no dataset of LIBERO', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'open-dataset-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expect(openDataset(folder, 'libero-hdf5')).rejects.toMatchObject({
    code: 'DATASET_MISSING',
    message: 'there is no HDF5 file in the folder',
    at: folder,
  });
});

it('a damaged dataset of the format that was said is told as damaged', async () => {
  const folder = await makeJsonLines();
  await writeFile(join(folder, 'meta/info.json'), '{');
  await expect(openDataset(folder, 'jsonl')).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
});

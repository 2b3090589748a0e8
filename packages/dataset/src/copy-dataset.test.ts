import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDataset } from './copy-dataset.js';
import { writeExample } from './lerobot/__fixtures__/example.js';
import { openDataset } from './open-dataset.js';
import { createWriter, outputFormats } from './writing/create-writer.js';

let folder: string;
let original: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-'));
  original = join(folder, 'original');
  await writeExample(original, [3, 1], {}, 'lerobot-v3.0');
});
afterEach(() => rm(folder, { recursive: true }));

/** Names and contents of all files. */
async function contentOf(directory: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async (file) => [file, await readFile(file, 'base64')] as const));
}

describe('the folder of a copy', () => {
  it.each(outputFormats)('is made where it is not there: %s', async (format) => {
    const source = await openDataset(original);
    const directory = join(folder, 'new', 'copy');
    expect(await copyDataset(source, { format, directory })).toMatchObject({ episodes: 2, frames: 4 });
    await source.close();
    const copy = await openDataset(directory);
    expect(copy).toMatchObject({ format, episodes: [{ length: 3 }, { length: 1 }] });
    await copy.close();
  });

  it.each(outputFormats)('may be there, if it is empty: %s', async (format) => {
    const source = await openDataset(original);
    const directory = join(folder, 'empty');
    await mkdir(directory);
    expect(await copyDataset(source, { format, directory })).toMatchObject({ episodes: 2 });
    await source.close();
  });

  it('is not one that has something in it, which would be read with the copy', async () => {
    const source = await openDataset(original);
    const directory = join(folder, 'used');
    await mkdir(join(directory, 'data/chunk-000'), { recursive: true });
    await writeFile(join(directory, 'data/chunk-000/file-007.parquet'), 'stale');
    const copying = copyDataset(source, { format: 'lerobot-v3.0', directory });
    await expect(copying).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', at: directory });
    expect(await readdir(join(directory, 'data/chunk-000'))).toEqual(['file-007.parquet']);
    await source.close();
  });

  it.each(outputFormats)("is not the source's own, which stays as it is: %s", async (format) => {
    const before = await contentOf(original);
    const source = await openDataset(original);
    const copying = copyDataset(source, { format, directory: original });
    await expect(copying).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' });
    await source.close();
    expect(await contentOf(original)).toEqual(before);
  });

  it('is no file', async () => {
    const source = await openDataset(original);
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const directory of [file, join(file, 'below')]) {
      const copying = copyDataset(source, { format: 'jsonl', directory });
      await expect(copying).rejects.toMatchObject({ code: 'OUTPUT_NOT_WRITABLE', at: directory });
    }
    await source.close();
  });
});

describe('the folder of a writer', () => {
  it.each(outputFormats)('is made, or the error says why not: %s', async (format) => {
    const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
    const options = { fps: 10, robotType: null, features, cameras: [] };
    await (await createWriter(format, { ...options, directory: join(folder, 'a', 'b') })).close();
    expect(await readdir(join(folder, 'a'))).toEqual(['b']);
    const directory = join(original, 'meta/info.json', 'below');
    await expect(createWriter(format, { ...options, directory })).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      at: directory,
    });
  });
});

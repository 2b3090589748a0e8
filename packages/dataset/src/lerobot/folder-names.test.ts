import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import type { OutputFormat } from '../writing/create-writer.js';
import { rewriteParquet } from './__fixtures__/compressed.js';
import { exampleFeatures, writeExample } from './__fixtures__/example.js';

const names = exampleFeatures.map(({ name }) => name);
const formats = ['lerobot-v3.0', 'lerobot-v2.1'] as const;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-names-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes a dataset whose episodes are told their tasks by their frames alone, so that all is read of all files. */
async function write(directory: string, format: OutputFormat): Promise<void> {
  await writeExample(directory, [3, 2], {}, format);
  if (format === 'lerobot-v3.0') {
    const file = join(directory, 'meta/episodes/chunk-000/file-000.parquet');
    return rewriteParquet(file, '* EXCLUDE (tasks) FROM whole');
  }
  const file = join(directory, 'meta/episodes.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/"tasks": ?\[[^\]]*\]/g, '"tasks": []'));
}

/** All that a dataset's files say, read one by one or ahead. */
async function readAll(directory: string, isAhead: boolean) {
  const source = await openDataset(directory);
  try {
    if (isAhead) source.willRead?.(names, { isWithRecords: true });
    const found = [];
    for (const index of source.episodes.keys()) {
      const episode = await source.open(index);
      const columns = [];
      for (const name of names) columns.push(await episode.column(name));
      const pictures = await episode.pictures('image', 0, episode.length);
      found.push({ task: episode.instruction, columns, pictures, records: await episode.frameRecords?.() });
    }
    return found;
  } finally {
    await source.close();
  }
}

describe('a folder that is named as DuckDB names partitions', () => {
  it.each([
    ['lerobot-v3.0', 'torque=5'],
    ['lerobot-v3.0', 'length=9'],
    ['lerobot-v3.0', 'task=lift'],
    ['lerobot-v3.0', 'task_index=1'],
    ['lerobot-v3.0', 'timestamp=7'],
    ['lerobot-v2.1', 'torque=5'],
    ['lerobot-v2.1', 'task_index=1'],
    ['lerobot-v2.1', 'timestamp=7'],
  ] as const)('changes no column of %s: %s', async (format, name) => {
    const [plain, named] = [join(folder, 'plain'), join(folder, name, 'data')];
    await write(plain, format);
    const [single, ahead] = [await readAll(plain, false), await readAll(plain, true)];
    await mkdir(join(folder, name));
    await rename(plain, named);
    expect(await readAll(named, false)).toEqual(single);
    expect(await readAll(named, true)).toEqual(ahead);
  });
});

describe('a folder whose name is a pattern to DuckDB', () => {
  const patterns = [
    ['a[1]', 'a1'],
    ['q?d', 'qad'],
    ['s*r', 'sister'],
  ] as const;
  const cases = formats.flatMap((format) => patterns.map((pair) => [format, ...pair] as const));
  it.each(cases)('is read, and not the one beside it: %s, %s beside %s', async (format, name, sibling) => {
    const [plain, named] = [join(folder, 'plain'), join(folder, name)];
    await write(plain, format);
    const [single, ahead] = [await readAll(plain, false), await readAll(plain, true)];
    await rename(plain, named);
    await writeExample(join(folder, sibling), [2, 3], {}, format);
    expect(await readAll(named, false)).toEqual(single);
    expect(await readAll(named, true)).toEqual(ahead);
  });

  it.each(formats)('and holds a backslash is read: %s', async (format) => {
    const [plain, named] = [join(folder, 'plain'), join(folder, 'a\\[1]')];
    await write(plain, format);
    const found = await readAll(plain, true);
    await rename(plain, named);
    expect(await readAll(named, true)).toEqual(found);
  });

  it.each(formats)('is written, and not the one beside it: %s', async (format) => {
    await writeExample(join(folder, 'a1'), [2], {}, format);
    const found = await readAll(join(folder, 'a1'), true);
    await writeExample(join(folder, 'a[1]'), [3, 2], {}, format);
    expect(await readAll(join(folder, 'a1'), true)).toEqual(found);
    expect(await readAll(join(folder, 'a[1]'), true)).toHaveLength(2);
  });
});

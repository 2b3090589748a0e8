import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifier, quoted } from '../duckdb/quote.js';
import type { Column, EpisodeSource, Feature } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { openParquetDatabase } from '../parquet.js';
import { createWriter } from '../writing/create-writer.js';

const features: readonly Feature[] = [
  { name: 'state', type: 'float32', shape: [3], names: null },
  { name: 'grid', type: 'float64', shape: [2, 2], names: null },
  { name: 'count', type: 'int64', shape: [1], names: null },
  { name: 'small', type: 'int32', shape: [1], names: null },
  { name: 'done', type: 'bool', shape: [1], names: null },
  { name: 'text', type: 'string', shape: [1], names: null },
];

const lengths = [7, 1, 2500, 3, 40, 2, 5];

/** Values that differ at every frame, and reach what their types can hold. */
function columnsOf(episode: number, length: number): ReadonlyMap<string, Column> {
  const at = (width: number) => ({ length: length * width });
  return new Map<string, Column>([
    ['state', Float32Array.from(at(3), (_, place) => (place === 1 ? Number.NaN : episode + place / 7))],
    ['grid', Float64Array.from(at(4), (_, place) => episode - place / 3)],
    ['count', BigInt64Array.from(at(1), (_, place) => -(2n ** 53n) + BigInt(episode * 1e6 + place + 1))],
    ['small', Int32Array.from(at(1), (_, place) => -(2 ** 31) + place)],
    ['done', Uint8Array.from(at(1), (_, place) => place % 2)],
    [
      'text',
      Array.from(at(1), (_, place) => (place % 3 === 0 ? 'ä short' : `a longer one, ${place % 5}, 你好`)),
    ],
  ]);
}

async function readAll(source: EpisodeSource, order: readonly number[]) {
  const found = new Map<number, ReadonlyMap<string, Column>>();
  for (const index of order) {
    const episode = await source.open(index);
    const entries = features.map(async ({ name }) => [name, await episode.column(name)] as const);
    found.set(index, new Map(await Promise.all(entries)));
  }
  return found;
}

describe.each(['lerobot-v3.0', 'lerobot-v2.1'] as const)('columns of %s that are read ahead', (format) => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-ahead-'));
    const writer = await createWriter(format, {
      directory: folder,
      fps: 10,
      robotType: null,
      features,
      cameras: [],
    });
    for (const [episode, length] of lengths.entries()) {
      const columns = columnsOf(episode, length);
      await writer.writeEpisode({
        instruction: `task ${episode % 2}`,
        length,
        columns,
        pictures: async () => [],
      });
    }
    await writer.finish();
    await writer.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['in order', [0, 1, 2, 3, 4, 5, 6]],
    ['in any order', [5, 0, 6, 2, 2, 1, 4, 3]],
  ])('are those that are read one by one, and those that were written, %s', async (_, order) => {
    const written = new Map(order.map((index) => [index, columnsOf(index, lengths[index] ?? 0)]));
    for (const names of [[], features.map(({ name }) => name), ['state', 'text']]) {
      const source = await openDataset(folder);
      source.willRead?.(names);
      expect(await readAll(source, order)).toEqual(written);
      await source.close();
    }
  });

  it('are all that is lost when the source is closed while it reads', async () => {
    const source = await openDataset(folder);
    source.willRead?.(['state']);
    const column = (await source.open(0)).column('state');
    await Promise.all([column, source.close()]);
    expect(await column).toHaveLength(21);
  });
});

describe('a file whose rows are out of order', () => {
  it('is read episode by episode', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'read-ahead-'));
    const declared = features.slice(0, 1);
    const options = { directory: folder, fps: 10, robotType: null, features: declared, cameras: [] };
    const writer = await createWriter('lerobot-v3.0', options);
    const state = Float32Array.from({ length: 12 }, (_, place) => place);
    for (const part of [state.subarray(0, 6), state.subarray(6)]) {
      const columns = new Map([['state', part]]);
      await writer.writeEpisode({ instruction: 'a task', length: 2, columns, pictures: async () => [] });
    }
    await writer.finish();
    await writer.close();
    const file = join(folder, 'data/chunk-000/file-000.parquet');
    const database = await openParquetDatabase();
    const turned = `SELECT * FROM read_parquet(${quoted(file)}) ORDER BY ${identifier('index')} DESC`;
    // Read whole before the file is replaced.
    await database.query(`CREATE TABLE turned AS ${turned}`, file);
    await database.query(`COPY turned TO ${quoted(file)} (FORMAT parquet)`, file);
    database.close();
    const source = await openDataset(folder);
    source.willRead?.(['state']);
    expect(await (await source.open(0)).column('state')).toEqual(state.subarray(0, 6));
    expect(await (await source.open(1)).column('state')).toEqual(state.subarray(6));
    await source.close();
    await rm(folder, { recursive: true, force: true });
  });
});

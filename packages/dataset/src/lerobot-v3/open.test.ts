import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDataset } from '../copy-dataset.js';
import type { EpisodeSource } from '../episode.js';
import {
  exampleCameras,
  exampleEpisode,
  exampleFeatures,
  examplePixels,
  writeExample,
} from '../lerobot/__fixtures__/example.js';
import type { LeRobotSource } from '../lerobot/create-source.js';
import { openParquetDatabase } from '../parquet.js';
import { createPictureCodec } from '../writing/picture-codec.js';
import { openLeRobotV3 } from './open.js';
import { recognizeLeRobotV3 } from './recognize.js';
import { createLeRobotV3Writer } from './writer.js';

const codec = createPictureCodec();
let folder = '';
const sources: EpisodeSource[] = [];
beforeEach(async () => {
  // A name with all that means something to DuckDB.
  folder = await mkdtemp(join(tmpdir(), "it's [1]* le-"));
});
afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(directory = folder): Promise<LeRobotSource> {
  const source = await openLeRobotV3(directory);
  sources.push(source);
  return source;
}

/** Replaces a parquet file by a query over it. */
async function rewrite(path: string, select: string): Promise<void> {
  const file = join(folder, path);
  const old = `${file}.old`;
  await rename(file, old);
  const database = await openParquetDatabase();
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const query = select.replace('OLD', `read_parquet(${quoted(old)})`);
  await database.query(`COPY (${query}) TO ${quoted(file)} (FORMAT parquet)`, file);
  database.close();
  await rm(old);
}

async function changeInfo(change: (info: Record<string, unknown>) => unknown): Promise<void> {
  const file = join(folder, 'meta/info.json');
  const info = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify(change(info)));
}

const data = 'data/chunk-000/file-000.parquet';
const episodes = 'meta/episodes/chunk-000/file-000.parquet';

describe('a written dataset', () => {
  it('is recognised, and read with every value and pixel over several files', async () => {
    const lengths = [30, 1, 70, 4];
    await writeExample(folder, lengths, { dataFileSizeInMegabytes: 0.015 });
    expect(await recognizeLeRobotV3(folder)).toBe(true);
    const source = await open();
    expect(source).toMatchObject({ format: 'lerobot-v3.0', fps: 20, robotType: 'panda', omitted: [] });
    expect(source.features).toEqual(exampleFeatures);
    expect(source.tasks).toEqual(["lift Anna's cup", 'open the "drawer"']);
    expect(source.files.length).toBeGreaterThan(1);
    for (const [index, length] of lengths.entries()) {
      const episode = await source.open(index);
      const expected = exampleEpisode(index, length);
      expect(episode).toMatchObject({ instruction: expected.instruction, length, cameras: exampleCameras });
      for (const [name, column] of expected.columns) expect(await episode.column(name)).toEqual(column);
      for (const camera of exampleCameras) {
        const start = Math.floor(length / 3);
        const pictures = await episode.pictures(camera.name, start, length);
        expect(pictures).toHaveLength(length - start);
        for (const [offset, picture] of pictures.entries()) {
          const pixels = Uint8Array.from(await codec.decode(picture));
          expect(pixels).toEqual(examplePixels(camera, start + offset + index));
        }
      }
      expect(await episode.scene()).toBeNull();
    }
  });

  it('may keep its tasks in an index without a name, and the task of an episode in its frames alone', async () => {
    await writeExample(folder, [3, 1, 5]);
    await rewrite('meta/tasks.parquet', 'SELECT task_index, task AS "__index_level_0__" FROM OLD');
    const named = (await open()).episodes.map(({ instruction }) => instruction);
    await rewrite(episodes, 'SELECT * EXCLUDE (tasks) FROM OLD');
    const source = await open();
    expect(source.episodes.map(({ instruction }) => instruction)).toEqual(named);
    expect(new Set(named).size).toBe(2);
  });

  it('may have episodes longer than DuckDB takes rows at a time', async () => {
    const columns = new Map([['count', Float64Array.from({ length: 5000 }, (_, index) => index - 2500)]]);
    const features = [{ name: 'count', type: 'float64', shape: [1], names: null }] as const;
    const writer = await createLeRobotV3Writer({
      directory: folder,
      fps: 1,
      robotType: null,
      features,
      cameras: [],
    });
    for (const _ of [0, 1]) {
      await writer.writeEpisode({ instruction: '', length: 5000, columns, pictures: async () => [] });
    }
    await writer.finish();
    await writer.close();
    const source = await open();
    for (const index of [0, 1]) {
      expect(await (await source.open(index)).column('count')).toEqual(columns.get('count'));
    }
  });

  it('gives no picture for no frames, and an error for frames or names that it lacks', async () => {
    await writeExample(folder, [3]);
    const source = await open();
    const episode = await source.open(0);
    expect(await episode.pictures('image', 2, 2)).toEqual([]);
    await expect(episode.pictures('image', 2, 4)).rejects.toMatchObject({ code: 'FRAME_MISSING' });
    await expect(episode.pictures('eye', 0, 1)).rejects.toMatchObject({ code: 'FEATURE_MISSING', at: 'eye' });
    await expect(episode.column('index')).rejects.toMatchObject({ code: 'FEATURE_MISSING', at: 'index' });
    await expect(source.open(1)).rejects.toMatchObject({ code: 'EPISODE_MISSING' });
  });
});

describe('a folder that is none', () => {
  it('is not recognised', async () => {
    expect(await recognizeLeRobotV3(folder)).toBe(false);
    await expect(openLeRobotV3(folder)).rejects.toMatchObject({
      code: 'DATASET_MISSING',
      at: join(folder, 'meta/info.json'),
    });
  });
});

describe('damage is named', () => {
  beforeEach(() => writeExample(folder, [3, 2]));

  it.each([
    ['meta/info.json', 'DATASET_MISSING'],
    ['meta/tasks.parquet', 'DATASET_MISSING'],
    ['meta/episodes', 'DATASET_MISSING'],
    [data, 'DATASET_MISSING'],
  ])('%s is missing', async (path, code) => {
    await rm(join(folder, path), { recursive: true });
    await expect(openLeRobotV3(folder)).rejects.toMatchObject({ code, at: join(folder, path) });
  });

  it.each(['meta/tasks.parquet', episodes])('%s is cut off', async (path) => {
    await truncate(join(folder, path), 100);
    await expect(openLeRobotV3(folder)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringContaining(join(folder, 'meta')),
    });
  });

  it.each([50, 5000])('a data file is cut off after %i bytes', async (length) => {
    await truncate(join(folder, data), length);
    const episode = await (await open()).open(0);
    await expect(episode.column('state')).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: `${join(folder, data)}, state`,
    });
  });

  it('info.json is no JSON, or lacks a field', async () => {
    const file = join(folder, 'meta/info.json');
    await changeInfo(({ fps: _, ...others }) => others);
    await expect(openLeRobotV3(folder)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: `${file}, fps`,
    });
    await appendFile(file, '}');
    await expect(openLeRobotV3(folder)).rejects.toMatchObject({ code: 'DATASET_CORRUPT', at: file });
  });

  it.each<[string, (info: Record<string, unknown>) => unknown]>([
    ['too many episodes', (info) => ({ ...info, total_episodes: 3 })],
    ['too few frames', (info) => ({ ...info, total_frames: 4 })],
    ['files outside the folder', (info) => ({ ...info, data_path: '../{chunk_index:03d}/{file_index:03d}' })],
  ])('info.json speaks of %s', async (_, change) => {
    await changeInfo(change);
    await expect(openLeRobotV3(folder)).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
  });

  it.each([
    ['overlap', 'SELECT * REPLACE (greatest("dataset_from_index" - 1, 0) AS "dataset_from_index") FROM OLD'],
    ['are numbered twice', 'SELECT * REPLACE (0 AS "episode_index") FROM OLD'],
    ['have another length than rows', 'SELECT * REPLACE ("length" + 1 AS "length") FROM OLD'],
  ])('episodes %s', async (_, select) => {
    await rewrite(episodes, select);
    await expect(openLeRobotV3(folder)).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
  });

  it.each([
    ['rows are missing', 'SELECT * FROM OLD WHERE "index" <> 1', 'state'],
    ['a row is there twice', 'SELECT * REPLACE (least("index", 1) AS "index") FROM OLD', 'state'],
    ['a column is missing', 'SELECT * EXCLUDE ("state") FROM OLD', 'state'],
    ['a list is too long', 'SELECT * REPLACE (list_append("state", 1) AS "state") FROM OLD', 'state'],
    ['an integer is absent', 'SELECT * REPLACE (NULL AS "count") FROM OLD', 'count'],
    ['an integer of a list is absent', 'SELECT * REPLACE ([1, NULL, 3, 4] AS "tokens") FROM OLD', 'tokens'],
    ['a truth is absent', 'SELECT * REPLACE ([true, NULL] AS "mask") FROM OLD', 'mask'],
    ['a list is absent', 'SELECT * REPLACE (NULL::FLOAT[] AS "state") FROM OLD', 'state'],
    ['texts stand for numbers', `SELECT * REPLACE ('x' AS "torque") FROM OLD`, 'torque'],
    ['fractions stand for integers', 'SELECT * REPLACE (0.5::DOUBLE AS "count") FROM OLD', 'count'],
    ['an integer is too wide', 'SELECT * REPLACE ([3000000000, 1, 1, 1] AS "tokens") FROM OLD', 'tokens'],
    ['one value stands for a list', 'SELECT * REPLACE (1::FLOAT AS "state") FROM OLD', 'state'],
  ])('of data: %s', async (_, select, name) => {
    await rewrite(data, select);
    const episode = await (await open()).open(0);
    await expect(episode.column(name)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: `${join(folder, data)}, ${name}`,
    });
  });

  it('of pictures: no bytes, or another size', async () => {
    await rewrite(data, 'SELECT * REPLACE (NULL AS "image", "image" AS "wrist_image") FROM OLD');
    const episode = await (await open()).open(0);
    for (const name of ['image', 'wrist_image']) {
      await expect(episode.pictures(name, 1, 2)).rejects.toMatchObject({
        code: 'DATASET_CORRUPT',
        at: `${join(folder, data)}, ${name}, row 1`,
      });
    }
  });

  it('never otherwise than by one of our errors, wherever bytes are changed', async () => {
    const change = fc.record({
      path: fc.constantFrom('meta/info.json', 'meta/tasks.parquet', episodes, data),
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ path, place, bytes }) => {
        const file = join(folder, path);
        const whole = await readFile(file);
        const damaged = Uint8Array.from(whole);
        damaged.set(
          bytes.slice(0, whole.length - Math.floor(place * whole.length)),
          Math.floor(place * whole.length),
        );
        await writeFile(file, damaged);
        try {
          await readAll(folder);
        } catch (error) {
          expect(InspireError.isInstance(error), String(error)).toBe(true);
        } finally {
          await writeFile(file, whole);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

async function readAll(directory: string): Promise<void> {
  const source = await openLeRobotV3(directory);
  try {
    for (const index of source.episodes.keys()) {
      const episode = await source.open(index);
      for (const { name } of source.features) await episode.column(name);
      for (const { name } of episode.cameras) await episode.pictures(name, 0, episode.length);
    }
  } finally {
    await source.close();
  }
}

describe('what other writers do', () => {
  beforeEach(() => writeExample(folder, [3, 2]));

  it('narrow types are widened, and what cannot be read is said', async () => {
    await changeInfo((info) => {
      const features = info['features'] as Record<string, { readonly dtype: string }>;
      return {
        ...info,
        features: {
          ...features,
          tokens: { ...features['tokens'], dtype: 'uint8', names: { motors: ['a', 'b', 'c', 'd'] } },
          state: { ...features['state'], dtype: 'float16' },
          spectrum: { dtype: 'complex64', shape: [1], names: null },
        },
      };
    });
    const source = await open();
    expect(source.features.find(({ name }) => name === 'tokens')).toMatchObject({
      type: 'int32',
      names: ['a', 'b', 'c', 'd'],
    });
    expect(source.features.find(({ name }) => name === 'state')).toMatchObject({ type: 'float32' });
    expect(source.omitted).toEqual(['spectrum: columns of type complex64 are not read']);
  });

  it('scalars as lists of one, wider numbers, absent texts and bare picture bytes are read', async () => {
    const replaced = `["torque"] AS "torque", "tokens"::BIGINT[] AS "tokens", NULL AS "it's text", image.bytes AS "image"`;
    await rewrite(data, `SELECT * REPLACE (${replaced}) FROM OLD`);
    const episode = await (await open()).open(0);
    const { columns } = exampleEpisode(0, 3);
    expect(await episode.column('torque')).toEqual(columns.get('torque'));
    expect(await episode.column('tokens')).toEqual(columns.get('tokens'));
    expect(await episode.column("it's text")).toEqual(['', '', '']);
    expect(await episode.pictures('image', 0, 3)).toHaveLength(3);
  });

  it('an absent number is read as NaN, as pandas writes it', async () => {
    const replaced = `CASE WHEN "index" = 1 THEN NULL ELSE "torque" END AS "torque",
      CASE WHEN "index" = 2 THEN [NULL, "state"[2], "state"[3]] ELSE "state" END AS "state"`;
    await rewrite(data, `SELECT * REPLACE (${replaced}) FROM OLD`);
    const expected = new Map(exampleEpisode(0, 3).columns);
    const [torque, state] = [expected.get('torque'), expected.get('state')] as [Float64Array, Float32Array];
    [torque[1], state[6]] = [Number.NaN, Number.NaN];
    for (const wanted of [[], ['torque', 'state']]) {
      const source = await open();
      source.willRead?.(wanted);
      const episode = await source.open(0);
      expect(await episode.column('torque')).toEqual(torque);
      expect(await episode.column('state')).toEqual(state);
    }
  });

  it('files of meta that belong to the whole are taken over, and others reported', async () => {
    await writeFile(join(folder, 'meta/modality.json'), '{}');
    await writeFile(join(folder, 'meta/subtasks.parquet'), 'grasp');
    await writeFile(join(folder, 'meta/inspire.json'), '{}');
    await mkdir(join(folder, 'meta/more'));
    await writeFile(join(folder, 'meta/more/own.json'), '{}');
    const source = await open();
    expect(source.omitted).toEqual(['meta/more/own.json: no file of meta that is known']);
    const directory = join(folder, 'copy');
    expect(await copyDataset(source, { format: 'lerobot-v3.0', directory })).toMatchObject({
      omitted: source.omitted,
    });
    expect(await readFile(join(directory, 'meta/subtasks.parquet'), 'utf8')).toBe('grasp');
    const older = await copyDataset(source, { format: 'lerobot-v2.1', directory: join(folder, 'older') });
    expect(older.omitted.at(-1)).toBe('meta/subtasks.parquet: lerobot-v2.1 has no place for it');
    expect(await readdir(join(folder, 'older/meta'))).toContain('modality.json');
  });

  it('tools go into a copy of the same version, and are told of others', async () => {
    const tools = [{ type: 'function', function: { name: 'say', parameters: { type: 'object' } } }];
    await changeInfo((info) => ({ ...info, tools }));
    const source = await open();
    expect(source).toMatchObject({ tools, omitted: [] });
    const directory = join(folder, 'copy');
    expect(await copyDataset(source, { format: 'lerobot-v3.0', directory })).toMatchObject({ omitted: [] });
    expect(await open(directory)).toMatchObject({ tools });
    const older = await copyDataset(source, { format: 'lerobot-v2.1', directory: join(folder, 'older') });
    expect(older.omitted).toContain('tools: lerobot-v2.1 has no place for it');
  });

  it('what else info.json says is told, and no more of a copy', async () => {
    await changeInfo((info) => ({ ...info, tools: 'all', license: 'mit', note: null }));
    const source = await open();
    expect(source.omitted).toEqual([
      'meta/info.json: tools is not handed on',
      'meta/info.json: license is not handed on',
    ]);
    const directory = join(folder, 'copy');
    const { omitted } = await copyDataset(source, { format: 'lerobot-v3.0', directory });
    expect(omitted).toEqual(source.omitted);
    expect((await open(directory)).omitted).toEqual([]);
  });

  it('what else is listed of each episode is told', async () => {
    await rewrite(episodes, `SELECT *, ['reach', 'lift'] AS sparse_subtask_names, 0 AS "meta/own" FROM OLD`);
    expect((await open()).omitted).toEqual(['meta/episodes: sparse_subtask_names is not handed on']);
  });

  it('what macOS puts beside the files is passed over', async () => {
    for (const path of [data, episodes, 'meta/tasks.parquet', 'meta/info.json'])
      await writeFile(join(folder, path.replace(/[^/]+$/, '._$&')), 'Mac OS X');
    const source = await open();
    expect(source).toMatchObject({ episodes: { length: 2 }, omitted: [] });
    expect(source.files.filter((file) => file.includes('._'))).toEqual([]);
  });

  it('several tasks in an episode are reported, and that of its first frame is used', async () => {
    const tasks = `['open the "drawer"', 'lift Anna''s cup']`;
    await rewrite(episodes, `SELECT * REPLACE (${tasks} AS "tasks") FROM OLD`);
    const source = await open();
    expect(source.omitted).toEqual([
      'task_index: 2 episodes have several tasks, that of the first frame is used',
    ]);
    const [first, second] = ["lift Anna's cup", 'open the "drawer"'];
    expect(source.episodes).toMatchObject([
      { instruction: first, otherTasks: [second] },
      { instruction: second, otherTasks: [first] },
    ]);
  });

  it('a task that was reworded in the list of tasks alone is the task, as for lerobot, and that is said', async () => {
    await rewrite('meta/tasks.parquet', `SELECT task_index, replace(task, 'Anna', 'Ben') AS "task" FROM OLD`);
    const source = await open();
    expect(source.episodes[0]?.instruction).toBe("lift Ben's cup");
    expect(source.omitted).toEqual([
      expect.stringMatching(/^meta: 1 episode names a task that the list of tasks lacks/),
    ]);
  });
});

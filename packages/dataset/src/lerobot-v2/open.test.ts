import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EpisodeSource } from '../episode.js';
import { rewriteParquet } from '../lerobot/__fixtures__/compressed.js';
import { convert } from '../lerobot/__fixtures__/convert.js';
import {
  exampleCameras,
  exampleEpisode,
  exampleFeatures,
  examplePixels,
  writeExample,
} from '../lerobot/__fixtures__/example.js';
import { readPixels } from '../lerobot/__fixtures__/goldens.js';
import type { LeRobotSource } from '../lerobot/create-source.js';
import { describeSource, readInfo } from '../lerobot/read-info.js';
import { openDataset } from '../open-dataset.js';
import { readableVersions } from './layout.js';
import { openLeRobotV2 } from './open.js';
import { recognizeLeRobotV2 } from './recognize.js';
import { createVideoStatistics } from './video-statistics.js';

let folder = '';
const sources: EpisodeSource[] = [];
const lengths = [3, 1, 5];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "it's [1]* le-"));
  await writeExample(folder, lengths, {}, 'lerobot-v2.1');
});
afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(directory = folder): Promise<LeRobotSource> {
  const source = await openLeRobotV2(directory);
  sources.push(source);
  return source;
}

async function change(path: string, from: string | RegExp, to: string): Promise<void> {
  const file = join(folder, path);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(from);
  await writeFile(file, text.replace(from, to));
}

const [info, tasks, episodes] = ['meta/info.json', 'meta/tasks.jsonl', 'meta/episodes.jsonl'];
const data = 'data/chunk-000/episode_000001.parquet';

async function expectExample(source: EpisodeSource): Promise<void> {
  expect(source.features).toEqual(exampleFeatures);
  for (const [index, length] of lengths.entries()) {
    const episode = await source.open(index);
    const expected = exampleEpisode(index, length);
    expect(episode).toMatchObject({ instruction: expected.instruction, length, cameras: exampleCameras });
    for (const [name, column] of expected.columns) expect(await episode.column(name)).toEqual(column);
  }
  for (const camera of exampleCameras) {
    const expected = lengths.flatMap((length, index) =>
      Array.from({ length }, (_, frame) => examplePixels(camera, frame + index)),
    );
    expect((await readPixels(source, camera.name)).map((pixels) => Uint8Array.from(pixels))).toEqual(
      expected,
    );
  }
}

describe('a written dataset', () => {
  it('is recognised, and read with every value and pixel', async () => {
    expect(await recognizeLeRobotV2(folder)).toBe(true);
    const source = await open();
    expect(source).toMatchObject({ format: 'lerobot-v2.1', fps: 20, robotType: 'panda', omitted: [] });
    expect(source.tasks).toEqual(["lift Anna's cup", 'open the "drawer"']);
    // Three of data; info, tasks, episodes and statistics.
    expect(source.files).toHaveLength(3 + 4);
    await expectExample(source);
  });

  it('stays the same through LeRobot v3.0 and back', async () => {
    await convert(folder, 'lerobot-v3.0', join(folder, 'recent'));
    await convert(join(folder, 'recent'), 'lerobot-v2.1', join(folder, 'again'));
    for (const name of ['recent', 'again']) {
      const source = await openDataset(join(folder, name));
      sources.push(source);
      await expectExample(source);
    }
  });

  it('may be of v2.0, say nothing of pictures that it lacks, and have other folders', async () => {
    await change(info, '"v2.1"', '"v2.0"');
    await rm(join(folder, 'meta/episodes_stats.jsonl'));
    expect(await recognizeLeRobotV2(folder)).toBe(true);
    expect((await open()).episodes).toHaveLength(3);
    await change(info, '"chunks_size": 1000', '"chunks_size": 2');
    await expect(open()).rejects.toMatchObject({
      code: 'DATASET_MISSING',
      at: join(folder, 'data/chunk-001/episode_000002.parquet'),
    });
  });

  it('may have cameras whose channels come first, and videos that are described in the words of v2.0', async () => {
    const text = await readFile(join(folder, info ?? ''), 'utf8');
    const said = JSON.parse(text) as { features: Record<string, unknown> };
    said.features['image'] = { dtype: 'image', shape: [3, 4, 6], names: ['channels', 'height', 'width'] };
    said.features['film'] = {
      dtype: 'video',
      shape: [32, 48, 3],
      names: null,
      video_info: { 'video.fps': 20 },
    };
    await writeFile(join(folder, info ?? ''), JSON.stringify(said));
    const { cameras } = describeSource(await readInfo(folder, readableVersions));
    expect(cameras).toEqual([
      ...exampleCameras,
      { name: 'film', width: 48, height: 32, video: { 'video.fps': 20 } },
    ]);
  });

  it('may list its episodes in any order, and hold numbers that JSON has not', async () => {
    const lines = (await readFile(join(folder, episodes), 'utf8')).trim().split('\n');
    await writeFile(join(folder, episodes), `${lines.reverse().join('\n')}\n`);
    await change('meta/episodes_stats.jsonl', /"std": ?(\[+)[^\],]+/, '"std": $1NaN');
    const source = await open();
    await expectExample(source);
    expect(await createVideoStatistics(folder, exampleCameras)(0, 'image')).toEqual(new Map());
  });

  it('may give scalars no axis, names by their places, and cameras of one channel, of which pictures are left out', async () => {
    const text = await readFile(join(folder, info), 'utf8');
    const said = JSON.parse(text) as { features: Record<string, Record<string, unknown>> };
    for (const name of ['timestamp', 'index']) said.features[name] = { ...said.features[name], shape: [] };
    said.features['pose'] = { dtype: 'float32', shape: [2], names: { y: 1, x: 0 } };
    said.features['gain'] = { dtype: 'float32', shape: [] };
    said.features['force'] = { dtype: 'float32', shape: [2], names: [1, 2] };
    const declared = { is_depth_map: true };
    said.features['depth'] = { dtype: 'video', shape: [32, 48, 1], info: declared };
    said.features['raw_depth'] = { dtype: 'image', shape: [32, 48, 1], info: declared };
    await writeFile(join(folder, info), JSON.stringify(said));
    const { cameras, depthCameras, features, omitted } = describeSource(
      await readInfo(folder, readableVersions),
    );
    expect(cameras).toEqual(exampleCameras);
    expect(features).toEqual([
      ...exampleFeatures,
      { name: 'pose', type: 'float32', shape: [2], names: ['x', 'y'] },
      { name: 'gain', type: 'float32', shape: [1], names: null },
      { name: 'force', type: 'float32', shape: [2], names: null },
    ]);
    expect(depthCameras).toEqual([{ name: 'depth', width: 48, height: 32, video: declared }]);
    expect(omitted).toEqual([
      'force: names of its elements are in no form that is read',
      expect.stringMatching(/^raw_depth: .*one channel/),
    ]);
  });

  it('may store a feature in another type in each file', async () => {
    await rewriteParquet(
      join(folder, 'data/chunk-000/episode_000000.parquet'),
      '* REPLACE (CAST(0 AS BIGINT) AS torque) FROM whole',
    );
    const source = await open();
    const torques = async () => {
      const found = [];
      for (const index of lengths.keys()) found.push(await (await source.open(index)).column('torque'));
      return found;
    };
    const oneByOne = await torques();
    source.willRead?.(['torque']);
    expect(await torques()).toEqual(oneByOne);
    expect(oneByOne[0]).toEqual(new Float64Array(3));
    expect(oneByOne[2]).toEqual(exampleEpisode(2, 5).columns.get('torque'));
  });

  it('may have no frame numbers, as GR00T writes it, whose copies have all columns of LeRobot', async () => {
    const said = JSON.parse(await readFile(join(folder, info), 'utf8'));
    delete said.features.frame_index;
    await writeFile(join(folder, info), JSON.stringify({ ...said, codebase_version: 'v2.0' }));
    for (const index of lengths.keys()) {
      const file = join(folder, `data/chunk-000/episode_00000${index}.parquet`);
      await rewriteParquet(file, '* EXCLUDE (frame_index) FROM whole');
    }
    const source = await open();
    await expectExample(source);
    const names = exampleFeatures.map(({ name }) => name);
    source.willRead?.(names);
    await expectExample(source);
    const copy = join(folder, 'copy');
    await convert(folder, 'lerobot-v2.1', copy);
    const copied = await open(copy);
    await expectExample(copied);
    const records = await (await copied.open(2)).frameRecords?.();
    expect(records).toMatchObject({ numbers: [0, 1, 2, 3, 4], seconds: { length: 5 } });
  });

  it('may have files of meta that are taken over, or reported', async () => {
    await writeFile(join(folder, 'meta/modality.json'), '{}');
    await writeFile(join(folder, 'meta/own.json'), '{}');
    const { omitted, attachments } = await open();
    expect(omitted).toEqual(['meta/own.json: no file of meta that is known']);
    expect(attachments).toMatchObject([{ path: 'meta/modality.json' }]);
  });

  it('may say more in info.json, which is told', async () => {
    await change(info, /^\{/, '{"license": "mit",');
    expect((await open()).omitted).toEqual(['meta/info.json: license is not handed on']);
  });

  it('may say more of each episode, which is told', async () => {
    await change(episodes, '"length": 3', '"length": 3, "success": true, "note": null');
    await change(episodes, '"length": 1', '"length": 1, "action_config": [], "success": false');
    expect((await open()).omitted).toEqual([
      'meta/episodes.jsonl: success is not handed on',
      'meta/episodes.jsonl: action_config is not handed on',
    ]);
  });

  it('may have splits, which are read as one, and that is said', async () => {
    await change(info, /"splits": \{\s*"train": "0:3"/, '"splits": {"train": "0:2", "val": "2:3"');
    expect((await open()).omitted).toEqual(['splits: train 0:2, val 2:3 are read as one']);
  });

  it('may list several tasks of an episode in any order, of which that of its first frame is used', async () => {
    const listed = '["open the \\"drawer\\"", "rest", "lift Anna\'s cup"]';
    await change(episodes, `["lift Anna's cup"], "length": 3`, `${listed}, "length": 3`);
    const source = await open();
    expect(source.omitted).toEqual([
      'task_index: 1 episode has several tasks, that of the first frame is used',
    ]);
    const otherTasks = ['open the "drawer"', 'rest'];
    expect(source.episodes[0]).toMatchObject({ instruction: "lift Anna's cup", otherTasks });
  });

  it('may name the task of an episode in its frames alone', async () => {
    await change(episodes, `["lift Anna's cup"], "length": 3`, '[], "length": 3');
    const source = await open();
    expect(source.episodes[0]?.instruction).toBe("lift Anna's cup");
    expect(source.omitted).toEqual([]);
  });

  it('may have a task reworded in the list of tasks alone, which lerobot then gives, and says so', async () => {
    await change(tasks, "lift Anna's cup", "lift Ben's cup");
    const source = await open();
    const named = source.episodes.map(({ instruction }) => instruction);
    expect(named).toEqual(["lift Ben's cup", 'open the "drawer"', "lift Ben's cup"]);
    expect(source.omitted).toEqual([
      'meta: 2 episodes name a task that the list of tasks lacks, that of their frames is taken',
    ]);
  });
});

describe('damage is named', () => {
  it.each([info, tasks, episodes, data])('%s is missing', async (path = '') => {
    await rm(join(folder, path));
    await expect(open()).rejects.toMatchObject({ code: 'DATASET_MISSING', at: join(folder, path) });
  });

  it.each<[string, string | undefined, string | RegExp, string, string]>([
    ['another version', info, 'v2.1', 'v3.1', 'info.json, codebase_version'],
    ['a wrong number of episodes', info, '"total_episodes": 3', '"total_episodes": 2', 'episodes.jsonl'],
    ['a wrong number of frames', info, '"total_frames": 9', '"total_frames": 8', 'episodes.jsonl'],
    ['files outside the folder', info, '"data/', '"../../', 'info.json'],
    ['an episode out of turn', episodes, '"episode_index": 1', '"episode_index": 2', 'episodes.jsonl'],
    ['an episode without frames', episodes, '"length": 1', '"length": 0', 'line 2, length'],
    ['a line that is no JSON', episodes, '{"episode_index": 2', '{"episode_index"', 'line 3'],
    ['a task twice', tasks, '"task_index": 1', '"task_index": 0', 'tasks.jsonl'],
    ['a task without text', tasks, '"task": "open', '"name": "open', 'line 2, task'],
  ])('there is %s', async (_, path = '', from, to, at) => {
    await change(path, from, to);
    await expect(open()).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringContaining(at),
    });
  });

  it('an episode has other rows than it is said to have', async () => {
    await change(episodes, '"length": 5', '"length": 6');
    await change(info, '"total_frames": 9', '"total_frames": 10');
    const episode = await (await open()).open(2);
    await expect(episode.column('state')).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
  });

  it.each(['frame_index', 'torque'])('a data file lacks the column %s', async (name) => {
    await rewriteParquet(join(folder, data), `* EXCLUDE (${name}) FROM whole`);
    const episode = await (await open()).open(1);
    await expect(episode.column('torque')).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: `${join(folder, data)}, torque`,
      message: `the parquet file has no column ${name}`,
    });
  });

  it('a data file is cut off', async () => {
    await truncate(join(folder, data), 3000);
    const episode = await (await open()).open(1);
    await expect(episode.column('state')).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: `${join(folder, data)}, state`,
    });
  });

  it('never otherwise than by one of our errors, wherever bytes are changed', async () => {
    const damage = fc.record({
      path: fc.constantFrom(info, tasks, episodes, data),
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ path = '', place, bytes }) => {
        const file = join(folder, path);
        const whole = await readFile(file);
        const damaged = Uint8Array.from(whole);
        const start = Math.floor(place * whole.length);
        damaged.set(bytes.slice(0, whole.length - start), start);
        await writeFile(file, damaged);
        try {
          await readAll();
        } catch (error) {
          expect(InspireError.isInstance(error), String(error)).toBe(true);
        } finally {
          await writeFile(file, whole);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('a list that is cut off in the middle of a line', async () => {
    await appendFile(join(folder, episodes ?? ''), '{"episode_index": 3, "ta');
    await expect(open()).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringMatching('line 4'),
    });
  });
});

async function readAll(): Promise<void> {
  const source = await open();
  for (const index of source.episodes.keys()) {
    const episode = await source.open(index);
    for (const { name } of source.features) await episode.column(name);
    for (const { name } of episode.cameras) await episode.pictures(name, 0, episode.length);
  }
}

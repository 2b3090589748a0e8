import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Column,
  createWriter,
  type EpisodeInput,
  type Feature,
  type OutputFormat,
  outputFormats,
  type Picture,
  type WriterOptions,
} from '@inspire-vla/dataset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rewriteParquet } from '../__fixtures__/rewrite-parquet.js';
import { runCommand } from '../__fixtures__/run-command.js';
import { inspectDataset } from '../inspect/summarize.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const features: readonly Feature[] = [
  { name: 'state', type: 'float32', shape: [1], names: null },
  { name: 'actions', type: 'float32', shape: [2], names: null },
];
const camera = { name: 'image', width: 16, height: 16 };
const mug = fileURLToPath(
  new URL('../../../../apps/demo/episodes/put_the_red_mug_on_the_plate_demo.hdf5', import.meta.url),
);
const frames = 6;

/** Six frames without a fault; episodes differ by their seed. */
function episode(
  seed: number,
  changes: Partial<EpisodeInput> & { columns?: Map<string, Column> } = {},
): EpisodeInput {
  const columns = new Map<string, Column>([
    ['state', Float32Array.from({ length: frames }, (_, frame) => seed + frame / 10)],
    ['actions', Float32Array.from({ length: frames * 2 }, (_, at) => Math.sin(seed * 20 + at))],
  ]);
  const pictures = async (_: string, start: number, end: number) =>
    Array.from({ length: end - start }, (_, offset) => picture(seed * frames + start + offset));
  return {
    instruction: 'lift the cup',
    length: frames,
    pictures,
    ...changes,
    columns: changes.columns ?? columns,
  };
}

function changed(seed: number, name: string, at: number, value: number): EpisodeInput {
  const columns = new Map(episode(seed).columns);
  const column = Float32Array.from((columns.get(name) ?? []) as Float32Array);
  column[at] = value;
  return episode(seed, { columns: columns.set(name, column) });
}

function picture(level: number): Picture {
  const bytes = Uint8Array.from(
    { length: 16 * 16 * 3 },
    (_, at) => (Math.floor(at / 96) * 25 + level * 15) % 256,
  );
  return { encoding: 'rgb', width: 16, height: 16, bytes };
}

async function write(
  format: OutputFormat,
  episodes: readonly EpisodeInput[],
  given: Partial<WriterOptions> = {},
) {
  await mkdir(folder, { recursive: true });
  const options = { directory: folder, fps: 10, robotType: null, features, cameras: [camera], ...given };
  const writer = await createWriter(format, options);
  for (const one of episodes) await writer.writeEpisode(one);
  await writer.finish();
  await writer.close();
  return folder;
}

interface Found {
  readonly code: string;
  readonly at: string;
  readonly message: string;
}

async function problemsOf(path: string): Promise<readonly Found[]> {
  const { status, errors, json } = await runCommand(['inspect', path, '--json']);
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  return (json()[0] as { problems: readonly Found[] }).problems;
}

describe.each(outputFormats)('inspect, of a dataset in %s', (format) => {
  it('has nothing to say of a sound one', async () => {
    expect(await problemsOf(await write(format, [episode(0), episode(1), episode(2)]))).toEqual([]);
  });

  it('names values that are no numbers, with episode, frame and feature', async () => {
    const episodes = [
      episode(0),
      changed(1, 'state', 4, Number.NaN),
      changed(2, 'actions', 3, Number.NEGATIVE_INFINITY),
    ];
    expect(await problemsOf(await write(format, episodes))).toMatchObject([
      { code: 'not-finite', at: expect.stringMatching(/1, frame 4, state$/) },
      { code: 'not-finite', at: expect.stringMatching(/2, frame 1, actions$/) },
    ]);
  });

  it('names instructions that are empty, or name no object', async () => {
    const episodes = [episode(0), episode(1, { instruction: '' }), episode(2, { instruction: 'go home' })];
    const found = await problemsOf(await write(format, episodes));
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['no-object', 'no-instruction']));
    expect(found.find(({ code }) => code === 'no-object')?.at).toBe('"go home"');
  });

  it('names cameras that always show the same, or one colour', async () => {
    const still = episode(1, { pictures: async (_, start, end) => Array(end - start).fill(picture(3)) });
    const blank: Picture = { ...picture(0), bytes: new Uint8Array(16 * 16 * 3).fill(90) };
    const dark = episode(2, { pictures: async (_, start, end) => Array(end - start).fill(blank) });
    const found = await problemsOf(await write(format, [episode(0), still, dark]));
    expect(found.map(({ code }) => code)).toEqual(Array(3).fill('constant-camera'));
    expect(found[0]?.at).toMatch(/1, image$/);
    expect(found[2]?.message).toContain('one colour');
  });

  it('names episodes that are there twice', async () => {
    const found = await problemsOf(await write(format, [episode(0), episode(1), episode(0)]));
    expect(found).toMatchObject([
      { code: 'duplicate-episode', at: expect.stringMatching(/2$/), message: expect.stringMatching(/0$/) },
    ]);
  });

  it('names actions beyond the range that the others keep to', async () => {
    const others = Array.from({ length: 20 }, (_, seed) => episode(seed + 1));
    const found = await problemsOf(await write(format, [changed(0, 'actions', 5, 1.5), ...others]));
    expect(found).toMatchObject([
      {
        code: 'action-range',
        at: expect.stringMatching(/0, frame 2, actions\[1\]$/),
        message: '1 of 126 values lie outside of [−1, 1], up to 1.5 in size',
      },
    ]);
  });
});

describe.each([
  ['lerobot-v3.0', 'data/chunk-000/file-000.parquet'],
  ['lerobot-v2.1', 'data/chunk-000/episode_000001.parquet'],
] as const)('inspect, of the columns that %s has beside the values', (format, name) => {
  const where = 'episode_index = 1';
  it.each([
    [
      'frame-gap',
      'CAST(frame_index + CASE WHEN frame_index > 2 THEN 1 ELSE 0 END AS BIGINT) AS frame_index',
      'frame 3',
    ],
    [
      'timestamp-gap',
      `CAST("timestamp" + CASE WHEN frame_index > 3 THEN 0.3 ELSE 0 END AS FLOAT) AS "timestamp"`,
      'frame 4',
    ],
    ['wrong-fps', 'CAST("timestamp" * 2 AS FLOAT) AS "timestamp"', ''],
    ['task-without-text', 'CAST(9 AS BIGINT) AS task_index', 'frame 0'],
  ])('finds a %s', async (code, expression, place) => {
    const path = await write(format, [episode(0), episode(1)]);
    const column = / AS ("?\w+"?)$/.exec(expression)?.[1] ?? '';
    const value = expression.replace(/ AS "?\w+"?$/, '');
    await rewriteParquet(
      join(path, name),
      `* REPLACE (CASE WHEN ${where} THEN ${value} ELSE ${column} END AS ${column})`,
    );
    const found = await problemsOf(path);
    // Readers of v2.1 number rows by frame_index, so a gap there also makes the values unreadable.
    expect(found.filter((problem) => problem.code !== 'unreadable')).toMatchObject([
      { code, at: expect.stringMatching(new RegExp(`episode_1.*${place}`)) },
    ]);
  });

  it('finds an episode that cannot be read, and goes on', async () => {
    const path = await write(format, [episode(0), episode(1), changed(2, 'state', 0, Number.NaN)]);
    const value =
      format === 'lerobot-v3.0'
        ? '"index" + CASE WHEN episode_index = 1 THEN 100 ELSE 0 END'
        : 'frame_index + 5';
    const column = format === 'lerobot-v3.0' ? '"index"' : 'frame_index';
    await rewriteParquet(join(path, name), `* REPLACE (CAST(${value} AS BIGINT) AS ${column})`);
    const found = await problemsOf(path);
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['unreadable', 'not-finite']));
    expect(found.find(({ code }) => code === 'unreadable')?.message).toContain('DATASET_CORRUPT');
  });
});

describe('inspect, of what other formats have beside the values', () => {
  it('finds a lost record, and times of another rate, of JSON Lines', async () => {
    const path = await write('jsonl', [episode(0)]);
    const file = join(path, 'frames.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/"timestamp":0\.(\d)/g, '"timestamp":2.$1').replace('"timestamp":0,', '"timestamp":2,'),
    );
    expect(await problemsOf(path)).toEqual([]);
    await writeFile(file, text.replace('"timestamp":0.3', '"timestamp":0.9'));
    expect(await problemsOf(path)).toMatchObject([{ code: 'timestamp-gap', at: 'frames.jsonl#0, frame 3' }]);
    await writeFile(
      file,
      text.replace(/"timestamp":0\.(\d)/g, '"timestamp":$1.0').replace('"timestamp":0,', '"timestamp":0,'),
    );
    expect(await problemsOf(path)).toMatchObject([{ code: 'wrong-fps' }]);
  });

  it('finds a wrong rate by the time that a LIBERO simulator says', async () => {
    const values = Float64Array.from({ length: frames * 2 }, (_, at) => (at % 2 === 0 ? at / 40 : 7));
    const timed = episode(0, { simulatorStates: async () => ({ values, width: 2 }) });
    expect(await problemsOf(await write('libero-hdf5', [timed]))).toMatchObject([
      { code: 'wrong-fps', message: "the frames' times say 20 frames per second, the dataset 10" },
    ]);
  });

  it("finds that LIBERO's object infos were left behind, without which nothing has a position", async () => {
    await copyFile(mug, join(folder, basename(mug)));
    expect(await problemsOf(folder)).toMatchObject([
      {
        code: 'unreadable',
        at: expect.stringContaining('object_infos'),
        message: expect.stringContaining('object infos'),
      },
    ]);
  });

  it('finds numbers that are missing in a recording of the real robot', async () => {
    const episodeFolder = join(folder, '0', 'anno');
    await mkdir(episodeFolder, { recursive: true });
    for (const frame of [0, 1, 3]) {
      const state = [frame, 0, 0, 0, 0, 0, 1];
      const content = { action: state.map((value) => value / 9), state, task: 'lift the cup' };
      await writeFile(join(episodeFolder, `${frame}.json`), JSON.stringify(content));
    }
    expect(await problemsOf(folder)).toMatchObject([
      { code: 'frame-gap', at: '0, frame 2', message: 'the frame is number 3, 2 is expected' },
    ]);
  });
});

describe('inspect, when it is interrupted', () => {
  it('ends before the next episode', async () => {
    const path = await write('lerobot-v3.0', [episode(0), episode(1)]);
    const inspected = inspectDataset(path, undefined, AbortSignal.abort());
    await expect(inspected).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('inspect, of how pictures stand', () => {
  it('tells what an annotation and the name of a dataset say', async () => {
    const source = join(folder, 'modified_libero_goal');
    await write('lerobot-v2.1', [episode(0)], { directory: source });
    expect(await problemsOf(source)).toMatchObject([
      { code: 'orientation', message: expect.stringContaining('--image rotated-180') },
    ]);
    const out = join(folder, 'out');
    await runCommand(['annotate', mug, '--out', out, '--quiet']);
    expect(await problemsOf(out)).toEqual([]);
    const file = join(out, 'meta/inspire.json');
    const metadata = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...metadata, imageOrientation: 'rotated-180' }));
    expect(await problemsOf(out)).toMatchObject([{ code: 'orientation' }]);
  });
});

it('names the step of an RLDS episode that is told another task, and annotate says how many there are', async () => {
  const said = { name: 'language_instruction', type: 'string', shape: [1], names: null } as const;
  const told = ['', 'lift the cup', 'lift the cup', 'lift the cup', 'put it down', 'put it down'];
  const episodes = [Array<string>(frames).fill('lift the cup'), told].map((texts, seed) =>
    episode(seed, { columns: new Map([...episode(seed).columns, [said.name, texts]]) }),
  );
  const source = await write('rlds', episodes, { features: [...features, said] });
  expect((await problemsOf(source)).map(({ code, at }) => [code, at])).toEqual([
    ['task-without-text', expect.stringMatching(/#1, frame 0$/)],
    ['several-tasks', expect.stringMatching(/#1, frame 4$/)],
  ]);
  const made = await runCommand(['annotate', source, '--out', `${folder}-out`, '--dry-run', '--json']);
  expect(made.json().at(-1)).toMatchObject({
    summary: {
      problems: expect.arrayContaining([
        {
          at: expect.stringMatching(/#1$/),
          message: expect.stringMatching(/^1 episode has several tasks/),
        },
      ]),
    },
  });
});

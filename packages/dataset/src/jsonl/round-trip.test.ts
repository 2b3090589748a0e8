import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Column, Feature } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { createWriter } from '../writing/create-writer.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jsonl-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const camera = { name: 'image', width: 2, height: 1 };
const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
const scalar = (name: string, type: Feature['type']): Feature => ({ name, type, shape: [1], names: null });

/** Two frames of what an annotated episode has. */
const features: readonly Feature[] = [
  { name: 'observation.state', type: 'float32', shape: [2], names: ['x', 'gripper'] },
  { name: 'actions', type: 'float32', shape: [2], names: null },
  scalar('inspire.question', 'string'),
  scalar('inspire.answer', 'string'),
  { name: 'inspire.relation', type: 'float32', shape: [1, 3], names: null },
  scalar('answer', 'string'),
  scalar('frame', 'int64'),
];
const columns = new Map<string, Column>([
  ['observation.state', Float32Array.of(0.5, -0, Number.POSITIVE_INFINITY, 1)],
  ['actions', Float32Array.of(1, 2, 3, 4)],
  ['inspire.question', ['Where is it?', 'Where is it?']],
  ['inspire.answer', ['left', '']],
  ['inspire.relation', Float32Array.of(1, 2, 3, Number.NaN, Number.NaN, Number.NaN)],
  ['answer', ['a', 'b']],
  ['frame', BigInt64Array.of(7n, 2n ** 60n)],
]);

async function write(directory: string): Promise<void> {
  const options = { directory, fps: 4, robotType: 'panda', features, cameras: [camera] };
  const writer = await createWriter('jsonl', options);
  const pictures = async (_: string, start: number, end: number) =>
    Array(end - start).fill({ encoding: 'rgb', ...camera, bytes: pixels });
  for (const instruction of ['lift the cup', 'put it down']) {
    await writer.writeEpisode({ instruction, length: 2, columns, pictures });
  }
  await writer.finish();
  await writer.close();
}

async function linesOf(directory: string): Promise<readonly string[]> {
  return (await readFile(join(directory, 'frames.jsonl'), 'utf8')).trimEnd().split('\n');
}

describe('JSON Lines', () => {
  it('are one record per frame, as other programs read it, with pictures beside', async () => {
    await write(folder);
    const lines = await linesOf(folder);
    expect(lines).toHaveLength(4);
    expect(JSON.parse(lines[3] ?? '')).toEqual({
      episode: 1,
      frame: 1,
      timestamp: 0.25,
      instruction: 'put it down',
      images: { image: 'images/image/episode_000001/frame_000001.png' },
      state: [Number.POSITIVE_INFINITY, 1],
      action: [3, 4],
      question: 'Where is it?',
      answer: '',
      relation: [[null, null, null]],
      'feature.answer': 'b',
      'feature.frame': '1152921504606846976',
    });
    expect(lines[3]).toContain('"state":[1e999,1]');
    expect(await readdir(join(folder, 'images/image/episode_000000'))).toEqual([
      'frame_000000.png',
      'frame_000001.png',
    ]);
  });

  it('give back every value, pictures among them, and the same bytes for the same episodes', async () => {
    await write(folder);
    const source = await openDataset(folder);
    expect(source).toMatchObject({ format: 'jsonl', fps: 4, robotType: 'panda', features });
    const episode = await source.open(1);
    for (const [name, column] of columns) expect(await episode.column(name), name).toEqual(column);
    expect(await episode.pictures('image', 1, 2)).toMatchObject([{ encoding: 'png', width: 2, height: 1 }]);
    await mkdir(join(folder, 'again'));
    await write(join(folder, 'again'));
    expect(await linesOf(join(folder, 'again'))).toEqual(await linesOf(folder));
  });

  it('give back any number', async () => {
    const feature: Feature = { name: 'torque', type: 'float64', shape: [3], names: null };
    const values = fc.array(fc.double(), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(values, async (numbers) => {
        const directory = await mkdtemp(join(folder, 'any-'));
        const options = { directory, fps: 4, robotType: null, features: [feature], cameras: [] };
        const writer = await createWriter('jsonl', options);
        const column = Float64Array.from(numbers);
        const given = { columns: new Map([['torque', column]]), pictures: async () => [] };
        await writer.writeEpisode({ instruction: 'lift it', length: 1, ...given });
        await writer.finish();
        await writer.close();
        const source = await openDataset(directory);
        expect(await (await source.open(0)).column('torque')).toEqual(column);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['a record of another frame', (text: string) => text.replace('"frame":1', '"frame":0'), 'frame 1'],
    ['a line that is cut off', (text: string) => text.replace('"relation"', '\n         '), 'episode 0'],
    ['a value of another shape', (text: string) => text.replace('[1,2]', '[1  ]'), 'action'],
    ['a text in place of a number', (text: string) => text.replace('[0.5,-0]', '["5",-0]'), 'state'],
    ['a file that ends early', (text: string) => text.slice(0, -10), 'episode 1'],
  ])('are refused with file and place: %s', async (_, change, place) => {
    await write(folder);
    const file = join(folder, 'frames.jsonl');
    // All but the last keep the places of the episodes.
    await writeFile(file, change(await readFile(file, 'utf8')));
    const source = await openDataset(folder);
    const read = async () => {
      for (const index of [0, 1]) {
        const episode = await source.open(index);
        for (const { name } of features) await episode.column(name);
      }
    };
    await expect(read()).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringMatching(new RegExp(`frames.jsonl.*${place}`)),
    });
  });

  it('are refused where a picture is missing or outside of the dataset', async () => {
    await write(folder);
    const picture = join(folder, 'images/image/episode_000000/frame_000000.png');
    await rm(picture);
    const episode = await (await openDataset(folder)).open(0);
    await expect(episode.pictures('image', 0, 1)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: picture,
    });
    const file = join(folder, 'frames.jsonl');
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('images/image', 'images/../..'));
    const outside = await (await openDataset(folder)).open(0);
    await expect(outside.pictures('image', 0, 1)).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
  });

  it('refuse a camera that cannot be a folder', async () => {
    const options = { directory: folder, fps: 4, robotType: null, features: [], cameras: [] };
    for (const name of ['a/b', '..', '']) {
      const cameras = [{ ...camera, name }];
      await expect(createWriter('jsonl', { ...options, cameras })).rejects.toMatchObject({
        code: 'FEATURE_INVALID',
      });
    }
  });
});

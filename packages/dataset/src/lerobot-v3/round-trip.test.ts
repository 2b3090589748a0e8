import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Column, Feature } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { createPictureCodec } from '../writing/picture-codec.js';
import { createLeRobotV3Writer } from './writer.js';

const features: readonly Feature[] = [
  { name: 'state', type: 'float32', shape: [2], names: ['a', 'b'] },
  { name: 'relation', type: 'float32', shape: [2, 3], names: null },
  { name: 'torque', type: 'float64', shape: [1], names: null },
  { name: 'tokens', type: 'int32', shape: [3], names: null },
  { name: 'flag', type: 'bool', shape: [1], names: null },
  { name: 'count', type: 'int64', shape: [1], names: null },
  { name: 'text', type: 'string', shape: [1], names: null },
];
const camera = { name: 'image', width: 5, height: 4 };

interface EpisodeData {
  readonly instruction: string;
  readonly length: number;
  readonly columns: ReadonlyMap<string, Column>;
  readonly pixels: readonly Uint8Array[];
}

const episodeData: fc.Arbitrary<EpisodeData> = fc.integer({ min: 1, max: 5 }).chain((length) => {
  const list = <Value>(value: fc.Arbitrary<Value>, width = 1) =>
    fc.array(value, { minLength: length * width, maxLength: length * width });
  const floats = (width: number) => list(fc.float(), width).map((values) => Float32Array.from(values));
  return fc
    .record({
      instruction: fc.constantFrom("lift Anna's cup", 'open the "drawer"'),
      state: floats(2),
      relation: floats(6),
      torque: list(fc.double()).map((values) => Float64Array.from(values)),
      tokens: list(fc.integer(), 3).map((values) => Int32Array.from(values)),
      flag: list(fc.boolean()).map((values) => Uint8Array.from(values, Number)),
      count: list(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })).map((values) =>
        BigInt64Array.from(values),
      ),
      text: list(fc.string({ unit: 'grapheme' })),
      pixels: list(fc.uint8Array({ minLength: 60, maxLength: 60 })),
    })
    .map(({ instruction, pixels, ...columns }) => ({
      instruction,
      length,
      pixels,
      columns: new Map(Object.entries(columns)),
    }));
});

const codec = createPictureCodec();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lerobot-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(directory: string, episodes: readonly EpisodeData[]): Promise<void> {
  const writer = await createLeRobotV3Writer({
    directory,
    fps: 20,
    robotType: null,
    features,
    cameras: [camera],
    dataFileSizeInMegabytes: 0.001,
  });
  for (const { pixels, ...episode } of episodes) {
    const pictures = async (_: string, start: number, end: number) =>
      pixels.slice(start, end).map((bytes) => ({ ...camera, encoding: 'rgb' as const, bytes }));
    await writer.writeEpisode({ ...episode, pictures });
  }
  await writer.finish();
  await writer.close();
}

describe('what is written', () => {
  it('is read back, every value and pixel', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(episodeData, { minLength: 1, maxLength: 3 }), async (episodes) => {
        const directory = await mkdtemp(join(folder, 'set-'));
        await write(directory, episodes);
        const source = await openDataset(directory);
        expect(source.features).toEqual(features);
        for (const [index, { instruction, length, columns, pixels }] of episodes.entries()) {
          const episode = await source.open(index);
          expect(episode).toMatchObject({ instruction, length });
          for (const [name, column] of columns) expect(await episode.column(name)).toEqual(column);
          const pictures = await episode.pictures('image', 0, length);
          expect(
            await Promise.all(pictures.map(async (picture) => [...(await codec.decode(picture))])),
          ).toEqual(pixels.map((bytes) => [...bytes]));
        }
        await source.close();
      }),
      { numRuns: 12 },
    );
  });
});

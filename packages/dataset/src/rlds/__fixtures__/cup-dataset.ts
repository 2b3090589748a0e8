import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Column, Feature, Picture } from '../../episode.js';
import type { EpisodeInput, WriterOptions } from '../../writing/dataset-writer.js';
import { createRldsWriter } from '../writer.js';

/** Features of every type, among them what annotation adds. */
export const cupFeatures: readonly Feature[] = [
  { name: 'state', type: 'float32', shape: [3], names: ['x', 'y', 'gripper'] },
  { name: 'actions', type: 'float32', shape: [2], names: null },
  { name: 'inspire.answer', type: 'string', shape: [1], names: null },
  { name: 'inspire.relation', type: 'float32', shape: [2, 3], names: null },
  { name: 'tokens', type: 'int64', shape: [2], names: null },
  { name: 'count', type: 'int32', shape: [1], names: null },
  { name: 'is_near', type: 'bool', shape: [1], names: null },
];

export const cupCameras = [{ name: 'image', width: 8, height: 6 }] as const;

/** Numbers that differ with episode and place, negative ones among them. */
function numbers(count: number, seed: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index - 2) * 3 + seed);
}

/** An episode of our own, with raw pictures. */
export function cupEpisode(seed: number, length: number): EpisodeInput & { columns: Map<string, Column> } {
  const columns = new Map<string, Column>([
    ['state', Float32Array.from(numbers(length * 3, seed + 0.5))],
    ['actions', Float32Array.from(numbers(length * 2, seed + 0.25))],
    ['inspire.answer', Array.from({ length }, (_, index) => (index === 1 ? '' : `left\nup ${seed} ü`))],
    ['inspire.relation', Float32Array.from(numbers(length * 6, seed), (value) => (value === 0 ? Number.NaN : value))],
    ['tokens', BigInt64Array.from(numbers(length * 2, seed), (value) => BigInt(value) * 3_000_000_000n)],
    ['count', Int32Array.from(numbers(length, seed))],
    ['is_near', Uint8Array.from({ length }, (_, index) => index % 2)],
  ]);
  return {
    instruction: `lift the cup ${seed}`,
    length,
    columns,
    pictures: async (_camera, start, end) =>
      Array.from({ length: end - start }, (_, index) => picture(seed * 40 + (start + index) * 10)),
  };
}

function picture(level: number): Picture {
  return { encoding: 'rgb', width: 8, height: 6, bytes: new Uint8Array(8 * 6 * 3).fill(level) };
}

/** Means of a picture file's pixels. */
export async function meanLevel(file: Uint8Array): Promise<number> {
  const pixels = await sharp(file).raw().toBuffer();
  return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
}

/** Writes episodes of the given lengths into a new folder. */
export async function writeCups(
  lengths: readonly number[],
  given: Partial<WriterOptions> = {},
): Promise<string> {
  const directory = given.directory ?? (await mkdtemp(join(tmpdir(), 'rlds-')));
  const options = { fps: 15, robotType: 'panda', features: cupFeatures, cameras: cupCameras, ...given };
  const writer = await createRldsWriter({ ...options, directory });
  for (const [seed, length] of lengths.entries()) await writer.writeEpisode(cupEpisode(seed, length));
  await writer.finish();
  await writer.close();
  return directory;
}

import type { Camera, Column, Feature } from '../../episode.js';
import type { DatasetTotals, EpisodeInput, WriterOptions } from '../../writing/dataset-writer.js';
import { createWriter, type OutputFormat } from '../../writing/create-writer.js';

/** A feature of every type and rank. */
export const exampleFeatures: readonly Feature[] = [
  { name: 'state', type: 'float32', shape: [3], names: ['x', 'y', 'z'] },
  { name: 'relation', type: 'float32', shape: [2, 3], names: null },
  { name: 'torque', type: 'float64', shape: [1], names: null },
  { name: 'tokens', type: 'int32', shape: [4], names: null },
  { name: 'count', type: 'int64', shape: [1], names: null },
  { name: 'mask', type: 'bool', shape: [2], names: null },
  { name: "it's text", type: 'string', shape: [1], names: null },
];

export const exampleCameras: readonly Camera[] = [
  { name: 'image', width: 6, height: 4 },
  { name: 'wrist_image', width: 5, height: 5 },
];

/** Pixels of a camera at a frame: some gradient that no two frames share. */
export function examplePixels({ width, height }: Camera, frame: number): Uint8Array {
  return Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 7 + frame * 31) % 256);
}

/** An episode of {@link exampleFeatures} whose values depend on its number only. */
export function exampleEpisode(number: number, length: number): EpisodeInput {
  const value = (index: number) => Math.sin(number * 100 + index);
  const columns = new Map<string, Column>([
    ['state', Float32Array.from({ length: length * 3 }, (_, index) => value(index))],
    ['relation', Float32Array.from({ length: length * 6 }, (_, index) => value(index + 50))],
    ['torque', Float64Array.from({ length }, (_, index) => value(index) * 1e9)],
    ['tokens', Int32Array.from({ length: length * 4 }, (_, index) => index * 1000 - 7)],
    ['count', BigInt64Array.from({ length }, (_, index) => 2n ** 60n + BigInt(index))],
    ['mask', Uint8Array.from({ length: length * 2 }, (_, index) => index % 2)],
    ["it's text", Array.from({ length }, (_, index) => `"${number}" größer\n${index}`)],
  ]);
  return {
    instruction: number % 2 === 0 ? "lift Anna's cup" : 'open the "drawer"',
    length,
    columns,
    pictures: async (name, start, end) => {
      const camera = exampleCameras.find((candidate) => candidate.name === name);
      if (camera === undefined) throw new Error(`no camera ${name}`);
      const { width, height } = camera;
      return Array.from({ length: end - start }, (_, offset) => {
        const bytes = examplePixels(camera, start + offset + number);
        return { encoding: 'rgb' as const, width, height, bytes };
      });
    },
  };
}

/** Writes episodes of these lengths. */
export async function writeExample(
  directory: string,
  lengths: readonly number[],
  options: Partial<WriterOptions> & { readonly dataFileSizeInMegabytes?: number } = {},
  format: OutputFormat = 'lerobot-v3.0',
): Promise<DatasetTotals> {
  const writer = await createWriter(format, {
    directory,
    fps: 20,
    robotType: 'panda',
    features: exampleFeatures,
    cameras: exampleCameras,
    ...options,
  });
  try {
    for (const [number, length] of lengths.entries()) {
      await writer.writeEpisode(exampleEpisode(number, length));
    }
    return await writer.finish();
  } finally {
    await writer.close();
  }
}

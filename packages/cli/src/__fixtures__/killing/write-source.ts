import { mkdir } from 'node:fs/promises';
import { createWriter, type EpisodeInput, type OutputFormat } from '@inspire-vla/dataset';

const cameras = [{ name: 'image', width: 24, height: 16 }];
const features = [
  { name: 'state', type: 'float32', shape: [4], names: ['x', 'y', 'z', 'gripper'] },
  { name: 'actions', type: 'float32', shape: [7], names: null },
] as const;
const instructions = ['put the red mug on the plate', 'close the drawer', 'lift the bowl'];

/**
 * Writes a dataset of short episodes in which a gripper closes and opens.
 *
 * @param tasks - those that are listed first.
 */
export async function writeSource(
  directory: string,
  format: OutputFormat,
  episodes: number,
  tasks: readonly string[] = [],
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const writer = await createWriter(format, { directory, fps: 10, robotType: 'panda', features, cameras, tasks });
  for (let index = 0; index < episodes; index += 1) await writer.writeEpisode(createEpisode(index));
  await writer.finish();
  await writer.close();
}

function createEpisode(index: number): EpisodeInput {
  const length = 6 + (index % 5);
  const state = (frame: number) => [
    Math.sin(index + frame / 3) / 4,
    Math.cos(index + frame / 5) / 4,
    0.1 + frame / 100,
    frame > 2 && frame < length - 2 ? 0.01 : 0.08,
  ];
  return {
    instruction: instructions[index % instructions.length] ?? '',
    length,
    columns: new Map([
      ['state', Float32Array.from({ length: length * 4 }, (_, at) => state(Math.floor(at / 4))[at % 4] ?? 0)],
      ['actions', Float32Array.from({ length: length * 7 }, (_, at) => Math.sin(index * 10 + at))],
    ]),
    pictures: async (_, start, end) =>
      Array.from({ length: end - start }, (__, offset) => {
        // Noise, so that it does not compress to nothing.
        const pixel = (at: number) => Math.imul(at + (start + offset) * 1153 + index * 7919, 2654435761) >>> 24;
        return { encoding: 'rgb' as const, width: 24, height: 16, bytes: Uint8Array.from({ length: 24 * 16 * 3 }, (___, at) => pixel(at)) };
      }),
  };
}

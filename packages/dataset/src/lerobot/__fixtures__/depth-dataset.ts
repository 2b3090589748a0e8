import { mkdir, writeFile } from 'node:fs/promises';
import { createWriter, type OutputFormat } from '../../writing/create-writer.js';

const fps = 10;

/** A camera of depth as lerobot 0.6.1 describes it; only its name, size and number of channels mean something to us. */
export const depthCamera = {
  name: 'top_depth',
  width: 24,
  height: 16,
  video: {
    ...{ is_depth_map: true, depth_unit: 'mm', 'video.codec': 'hevc', 'video.pix_fmt': 'gray12le' },
    ...{ 'video.channels': 1, 'video.extra_options': { 'x265-params': 'lossless=1' } },
  },
} as const;

/** Millimetres. */
const counted: readonly (readonly [string, number])[] = [
  ...([['min', 400], ['max', 1444], ['mean', 920], ['std', 181.5], ['count', 5]] as const),
  ...([['q01', 593], ['q10', 709], ['q50', 920], ['q90', 1130], ['q99', 1246]] as const),
];

/**
 * Writes a dataset with a gripper that closes and opens, and with depth. Nobody decodes depth, so its video is no video:
 * one file for all episodes.
 *
 * @param left - how many of its ten statistics the source has.
 */
export async function writeDepthDataset(
  directory: string,
  lengths: readonly number[],
  format: OutputFormat = 'lerobot-v3.0',
  left = counted.length,
): Promise<void> {
  const file = `${directory}-depth.mp4`;
  await mkdir(directory, { recursive: true });
  await writeFile(file, Uint8Array.from({ length: 5000 }, (_, place) => Math.imul(place, 48271) >>> 11));
  const names = ['x', 'y', 'z', 'gripper'];
  const features = [{ name: 'state', type: 'float32', shape: [4], names }] as const;
  const options = { directory, fps, robotType: 'so101_follower', features, cameras: [] };
  const writer = await createWriter(format, { ...options, depthCameras: [depthCamera] });
  const isWhole = format === 'lerobot-v2.1';
  const statistics = new Map(counted.slice(0, left).map(([name, number]) => [name, [number]]));
  let first = 0;
  for (const [index, length] of lengths.entries()) {
    const from = isWhole ? 0 : first / fps;
    const state = (frame: number) => [frame / 50, 0.2, 0.1, frame > 1 && frame < length - 2 ? 0.01 : 0.08];
    await writer.writeEpisode({
      instruction: ['put the red mug on the plate', 'lift the bowl'][index % 2] ?? '',
      length,
      columns: new Map([['state', Float32Array.from(Array.from({ length }, (_, frame) => state(frame)).flat())]]),
      pictures: async () => [],
      video: async () => ({ file, from, to: from + length / fps, isWhole, statistics }),
    });
    first += length;
  }
  await writer.finish();
  await writer.close();
}

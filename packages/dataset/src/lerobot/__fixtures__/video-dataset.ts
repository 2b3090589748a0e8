import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { VideoStretch } from '../../episode.js';
import { framePixels, makeVideo, videoSize } from '../../video/__fixtures__/make-video.js';
import { createWriter, type OutputFormat } from '../../writing/create-writer.js';

const fps = 10;

/** A camera that is stored as video. */
export const videoCamera = { name: 'image', ...videoSize, video: { 'video.codec': 'mpeg4', 'video.fps': fps } };

/** Where the videos of a dataset come from: one for all its episodes, or one for each. */
export type Sharing = 'shared' | 'alone';

/**
 * Writes a dataset of episodes whose frames are those of one long video, numbered through.
 *
 * @param interval - every so many frames one stands alone.
 */
export async function writeVideoDataset(
  directory: string,
  lengths: readonly number[],
  sharing: Sharing,
  format: OutputFormat,
  interval = 2,
): Promise<void> {
  const videos = `${directory}-videos`;
  await mkdir(directory, { recursive: true });
  await mkdir(videos, { recursive: true });
  const stretches = makeVideos(videos, lengths, sharing, interval);
  const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
  const options = { directory, fps, robotType: null, features, cameras: [videoCamera] };
  const writer = await createWriter(format, options);
  let first = 0;
  for (const [index, length] of lengths.entries()) {
    const begin = first;
    const columns = new Map([['state', Float32Array.from({ length: length * 2 }, (_, value) => begin + value)]]);
    await writer.writeEpisode({
      instruction: `task ${index}`,
      length,
      columns,
      video: async () => stretches[index] ?? null,
      // For the statistics, which no source has counted.
      pictures: async (_, start, end) =>
        Array.from({ length: end - start }, (__, offset) => {
          return { encoding: 'rgb', ...videoSize, bytes: framePixels(begin + start + offset) };
        }),
    });
    first += length;
  }
  await writer.finish();
  await writer.close();
}

function makeVideos(
  folder: string,
  lengths: readonly number[],
  sharing: Sharing,
  interval: number,
): readonly VideoStretch[] {
  const count = lengths.reduce((sum, length) => sum + length, 0);
  if (sharing === 'shared') makeVideo(join(folder, 'all.mp4'), { count, fps, interval });
  let first = 0;
  return lengths.map((length, index): VideoStretch => {
    const file = join(folder, sharing === 'shared' ? 'all.mp4' : `${index}.mp4`);
    if (sharing === 'alone') makeVideo(file, { first, count: length, fps, interval });
    const from = sharing === 'shared' ? first / fps : 0;
    first += length;
    return { file, from, to: from + length / fps, isWhole: sharing === 'alone', statistics: new Map() };
  });
}

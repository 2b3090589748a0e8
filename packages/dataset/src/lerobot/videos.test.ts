import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { frameOf, hasFfmpeg } from '../video/__fixtures__/make-video.js';
import { createWriter } from '../writing/create-writer.js';
import { convert } from './__fixtures__/convert.js';
import { readPixels } from './__fixtures__/goldens.js';
import { videoCamera, writeVideoDataset } from './__fixtures__/video-dataset.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "it's [1] video-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lengths = [4, 6, 8];
const frames = Array.from({ length: 18 }, (_, frame) => frame);

/** Digests of all videos of a dataset by path. */
async function videosOf(directory: string): Promise<ReadonlyMap<string, string>> {
  const paths = (await readdir(directory, { recursive: true }))
    .filter((path) => path.endsWith('.mp4'))
    .sort();
  const digests = paths.map(async (path): Promise<[string, string]> => {
    const bytes = await readFile(join(directory, path));
    return [path, createHash('sha256').update(bytes).digest('hex')];
  });
  return new Map(await Promise.all(digests));
}

async function framesOf(directory: string): Promise<readonly (number | undefined)[]> {
  const source = await openDataset(directory);
  const pixels = await readPixels(source, 'image');
  await source.close();
  return pixels.map(frameOf);
}

async function infoOf(directory: string): Promise<unknown> {
  return JSON.parse(await readFile(join(directory, 'meta/info.json'), 'utf8'));
}

// ffmpeg is a program of the user's machine, not a dependency; the writers need it here to make videos to copy.
describe.skipIf(!hasFfmpeg)('videos', () => {
  const [first, second] = ['first', 'second'];

  it('are declared, and their frames read, in both versions', async () => {
    for (const format of ['lerobot-v3.0', 'lerobot-v2.1'] as const) {
      const directory = join(folder, format);
      await writeVideoDataset(directory, lengths, 'alone', format);
      expect(await infoOf(directory)).toMatchObject({
        video_path: expect.stringContaining('{video_key}'),
        features: { image: { dtype: 'video', shape: [32, 48, 3], info: videoCamera.video } },
      });
      const source = await openDataset(directory);
      expect(source.episodes[0]?.cameras).toEqual([videoCamera]);
      expect(source.files.filter((file) => file.endsWith('.mp4'))).toHaveLength(3);
      await source.close();
      expect(await framesOf(directory)).toEqual(frames);
    }
  });

  it('that episodes share are copied once, untouched, and need no ffmpeg', async () => {
    const [one, other] = [join(folder, first), join(folder, second)];
    await writeVideoDataset(one, lengths, 'shared', 'lerobot-v3.0');
    await convert(one, 'lerobot-v3.0', other, join(folder, 'no-such-program'));
    expect(await videosOf(other)).toEqual(await videosOf(one));
    expect([...(await videosOf(other)).keys()]).toEqual(['videos/image/chunk-000/file-000.mp4']);
    expect(await framesOf(other)).toEqual(frames);
    // Statistics are handed on, not counted again.
    const statistics = (directory: string) => readFile(join(directory, 'meta/stats.json'), 'utf8');
    expect(await statistics(other)).toBe(await statistics(one));
  });

  it('of single episodes are copied untouched to the other version and back', async () => {
    const [old, recent, again] = ['old', 'recent', 'again'].map((name) => join(folder, name));
    await writeVideoDataset(old ?? '', lengths, 'alone', 'lerobot-v2.1');
    await convert(old ?? '', 'lerobot-v3.0', recent ?? '');
    await convert(recent ?? '', 'lerobot-v2.1', again ?? '', join(folder, 'no-such-program'));
    const digests = [...(await videosOf(old ?? '')).values()];
    expect(digests).toHaveLength(3);
    expect([...(await videosOf(recent ?? '')).values()]).toEqual(digests);
    expect(await videosOf(again ?? '')).toEqual(await videosOf(old ?? ''));
    expect(await framesOf(recent ?? '')).toEqual(frames);
  });

  it('that episodes share are cut for LeRobot v2.1 where frames stand alone', async () => {
    const [one, other] = [join(folder, first), join(folder, second)];
    await writeVideoDataset(one, lengths, 'shared', 'lerobot-v3.0');
    await convert(one, 'lerobot-v2.1', other);
    expect((await videosOf(other)).size).toBe(3);
    expect(await framesOf(other)).toEqual(frames);
    await convert(one, 'lerobot-v2.1', `${other}-again`);
    expect(await videosOf(`${other}-again`)).toEqual(await videosOf(other));
  });

  it('that cannot be cut are refused', async () => {
    const [one, other] = [join(folder, first), join(folder, second)];
    await writeVideoDataset(one, lengths, 'shared', 'lerobot-v3.0', 600);
    await expect(convert(one, 'lerobot-v2.1', other)).rejects.toMatchObject({ code: 'VIDEO_SHARED' });
    await expect(convert(one, 'lerobot-v2.1', `${other}-2`, 'no-such-program')).rejects.toMatchObject({
      code: 'DECODER_MISSING',
    });
  });

  it('that are missing are named', async () => {
    const one = join(folder, first);
    await writeVideoDataset(one, lengths, 'alone', 'lerobot-v2.1');
    const path = join(one, 'videos/chunk-000/image/episode_000001.mp4');
    await rm(path);
    await expect(openDataset(one)).rejects.toMatchObject({ code: 'DATASET_MISSING', at: path });
  });
});

it.each([
  ['none', null, 'has none'],
  ['one that is too short', { from: 0, to: 0.2 }, '2.0 frames'],
])('an episode is refused whose declared video is %s', async (_, times, message) => {
  const options = { directory: folder, fps: 10, robotType: null, features: [], cameras: [videoCamera] };
  const writer = await createWriter('lerobot-v3.0', options);
  const video =
    times === null ? null : { ...times, file: join(folder, 'a.mp4'), isWhole: true, statistics: new Map() };
  await expect(
    writer.writeEpisode({
      instruction: '',
      length: 3,
      columns: new Map(),
      pictures: async () => [],
      video: async () => video,
    }),
  ).rejects.toMatchObject({ code: 'EPISODE_INVALID', message: expect.stringContaining(message) });
  await writer.close();
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Picture } from '../episode.js';
import { createWriter, type OutputFormat } from './create-writer.js';
import type { EpisodeInput } from './dataset-writer.js';
import { visitPictures } from './visit-pictures.js';

const camera = { name: 'image', width: 8, height: 6 };
const black: Picture = { encoding: 'rgb', width: 8, height: 6, bytes: new Uint8Array(8 * 6 * 3) };

function episodeOf(pictures: readonly Picture[]): EpisodeInput {
  return {
    instruction: 'look',
    length: pictures.length,
    columns: new Map(),
    pictures: async (_, start, end) => pictures.slice(start, end),
  };
}

describe('visitPictures', () => {
  it('gives what comes of each frame in order, whichever is done first', async () => {
    const frames: number[] = [];
    const episode = episodeOf(Array<Picture>(130).fill(black));
    const visits = visitPictures(episode, 0, camera, async (_, frame) => {
      if (frame % 3 === 0) await setImmediate();
      return frame;
    });
    for await (const frame of visits) frames.push(frame);
    expect(frames).toEqual(Array.from({ length: 130 }, (_, frame) => frame));
  });

  it("tells the first frame's failure when all that were begun have ended", async () => {
    let running = 0;
    const visits = visitPictures(episodeOf([black, black, black]), 4, camera, async (_, frame) => {
      running += 1;
      await setTimeout(20 * (2 - frame));
      running -= 1;
      throw new Error(`no ${frame}`);
    });
    await expect(visits.next()).rejects.toMatchObject({
      code: 'EPISODE_INVALID',
      at: 'episode 4, image, frame 0',
      message: 'the picture cannot be used (no 0)',
    });
    expect(running).toBe(0);
  });
});

describe('damaged pictures', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pictures-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** One that is found out late, as its end is missing, and one that is found out at once. */
  async function damaged(): Promise<readonly [late: Picture, early: Picture]> {
    const noise = Uint8Array.from({ length: 8 * 6 * 3 }, (_, index) => (index * 89) % 256);
    const whole = await sharp(noise, { raw: { width: 8, height: 6, channels: 3 } })
      .png()
      .toBuffer();
    const file = { encoding: 'png', width: 8, height: 6 } as const;
    return [
      { ...file, bytes: whole.subarray(0, whole.length - 60) },
      { ...file, bytes: Uint8Array.of(1, 2, 3) },
    ];
  }

  async function write(format: OutputFormat, pictures: readonly Picture[]): Promise<void> {
    const options = { directory, fps: 5, robotType: null, features: [], cameras: [camera] };
    const writer = await createWriter(format, options);
    try {
      await writer.writeEpisode(episodeOf(pictures));
      await writer.finish();
    } finally {
      await writer.close();
    }
  }

  it.each(['lerobot-v3.0', 'lerobot-v2.1', 'rlds', 'libero-hdf5'] as const)(
    'are told by the first frame, by the writer of %s',
    async (format) => {
      const [late, early] = await damaged();
      await expect(write(format, [late, early, early])).rejects.toMatchObject({
        code: 'EPISODE_INVALID',
        at: 'episode 0, image, frame 0',
      });
    },
  );

  it('go along untouched to JSON Lines, which decode no picture', async () => {
    const [late] = await damaged();
    await write('jsonl', [late]);
    const [file = ''] = await readdir(join(directory, 'images/image/episode_000000'));
    expect(file).toBe('frame_000000.png');
    const bytes = await readFile(join(directory, 'images/image/episode_000000', file));
    expect(bytes.equals(late.bytes)).toBe(true);
  });
});

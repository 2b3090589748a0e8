import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { frameOf, hasFfmpeg, makeVideo, videoSize } from './__fixtures__/make-video.js';
import { cutVideo } from './cut-video.js';
import { createVideoDecoder } from './video-decoder.js';

const fps = 10;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cut-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it.skipIf(!hasFfmpeg).each([
  ['', 0],
  [' some of which refer to later ones', 2],
])('a cut shows each of its frames at its time: frames%s', async (_, between) => {
  const [file, target] = [join(folder, 'all.mp4'), join(folder, 'cut.mp4')];
  makeVideo(file, { count: 20, fps, interval: 4, between });
  for (const first of [0, 8]) {
    await cutVideo({ video: { file, from: first / fps }, fps, frames: 4, target });
    // Which fails for a frame that is not at its time.
    const camera = { name: 'image', ...videoSize };
    const pictures = await createVideoDecoder().decode(
      { file: target, from: 0, fps, start: 0, end: 4 },
      camera,
    );
    expect(pictures.map(({ bytes }) => frameOf(bytes))).toEqual([0, 1, 2, 3].map((frame) => first + frame));
  }
});

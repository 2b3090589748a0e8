import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOf, hasFfmpeg, makeVideo, videoSize } from './__fixtures__/make-video.js';
import { createVideoDecoder } from './video-decoder.js';

const camera = { name: 'image', ...videoSize };
const fps = 10;
let folder = '';
let file = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "it's [1]% video-"));
  file = join(folder, 'video: 1.mp4');
  if (hasFfmpeg) makeVideo(file, { count: 30, fps });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const decoder = createVideoDecoder();
async function framesOf(range: { start: number; end: number; from?: number }, path = file) {
  const pictures = await decoder.decode({ file: path, fps, from: 0, ...range }, camera);
  return pictures.map(({ bytes }) => frameOf(bytes));
}

const numbers = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, index) => start + index);

it('says what is missing where there is no ffmpeg', async () => {
  const without = createVideoDecoder(join(folder, 'no-such-program'));
  await expect(without.decode({ file, fps, from: 0, start: 0, end: 1 }, camera)).rejects.toMatchObject({
    code: 'DECODER_MISSING',
    at: join(folder, 'no-such-program'),
    fix: expect.stringContaining('ffmpeg'),
  });
});

// ffmpeg is a program of the user's machine, not a dependency.
describe.skipIf(!hasFfmpeg)('frames of a video', () => {
  it('are those that were asked for, wherever they begin', async () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 1, max: 30 }))
      .map(([start, length]) => ({ start, end: Math.min(30, start + length) }));
    await fc.assert(
      fc.asyncProperty(range, async ({ start, end }) => {
        expect(await framesOf({ start, end })).toEqual(numbers(start, end));
      }),
      { numRuns: 12 },
    );
    expect(await framesOf({ start: 3, end: 3 })).toEqual([]);
  });

  // The old name of an option is tried where ffmpeg does not know the new one, as on Ubuntu 22.04.
  it.skipIf(process.platform === 'win32')('are those of an ffmpeg before 5.1 too', async () => {
    const old = join(folder, 'old-ffmpeg');
    const refuse = `case "$*" in *fps_mode*) echo "Unrecognized option 'fps_mode'." >&2; exit 1;; esac`;
    await writeFile(old, `#!/bin/sh\n${refuse}\nexec ffmpeg "$@"\n`, { mode: 0o755 });
    const pictures = await createVideoDecoder(old).decode({ file, fps, from: 0, start: 4, end: 6 }, camera);
    expect(pictures.map(({ bytes }) => frameOf(bytes))).toEqual([4, 5]);
  });

  it('are counted from where the episode begins', async () => {
    expect(await framesOf({ from: 1.2, start: 2, end: 5 })).toEqual([14, 15, 16]);
  });

  it('are found in videos of which only the first frame stands alone', async () => {
    const path = join(folder, 'one.mp4');
    makeVideo(path, { count: 20, fps, interval: 600 });
    expect(await framesOf({ start: 13, end: 17 }, path)).toEqual([13, 14, 15, 16]);
  });

  it.each([
    ['too many', { start: 25, end: 31 }, {}, '5 of the frames 25 to 31 are there'],
    ['at another time', { start: 0, end: 3 }, { fps: 12 }, 'frame 1 should be at 0.0833 s'],
    ['between two', { start: 0, end: 3 }, { from: 0.03 }, 'should be at'],
    ['none at all', { start: 50, end: 51 }, {}, 'cannot be read'],
  ])('are refused where they are %s', async (_, range, change, message) => {
    await expect(decoder.decode({ file, fps, from: 0, ...range, ...change }, camera)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      message: expect.stringContaining(message),
    });
  });

  it('are refused where they have another size', async () => {
    await expect(
      decoder.decode({ file, fps, from: 0, start: 0, end: 2 }, { ...camera, width: 64 }),
    ).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      message: expect.stringContaining('48×32, meta/info.json says 64×32'),
    });
  });

  it('give one of our errors wherever the file is damaged or cut off', async () => {
    const whole = await readFile(file);
    const path = join(folder, 'damaged.mp4');
    const damage = fc.record({
      place: fc.integer({ min: 0, max: whole.length - 1 }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      isCut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ place, bytes, isCut }) => {
        const damaged = Uint8Array.from(whole);
        damaged.set(bytes.slice(0, whole.length - place), place);
        await writeFile(path, damaged);
        if (isCut) await truncate(path, place);
        try {
          expect(await framesOf({ start: 0, end: 30 }, path)).toHaveLength(30);
        } catch (error) {
          expect(InspireError.isInstance(error), String(error)).toBe(true);
        }
      }),
      { numRuns: 15, seed: 7 },
    );
  });
});

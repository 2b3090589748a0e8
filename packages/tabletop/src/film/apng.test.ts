import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeApng } from './__fixtures__/decode-apng.js';
import { createApngEncoder } from './apng.js';

const [width, height] = [9, 7];

/** Few colours, so that much stays as it was from frame to frame. */
const level = fc.constantFrom(0, 1, 128, 254, 255);
const frame = fc
  .array(level, { minLength: width * height * 3, maxLength: width * height * 3 })
  .map((values) => Uint8Array.from(values));

function encode(frames: readonly Uint8Array[], framesPerSecond = 20): Uint8Array {
  const encoder = createApngEncoder({ framesPerSecond });
  for (const bytes of frames) encoder.add({ width, height, bytes });
  return encoder.finish();
}

/** What a film keeps of a picture: all but pure magenta. */
function kept(bytes: Uint8Array): readonly number[] {
  return Array.from(bytes, (value, at) => {
    const isMagenta = at % 3 === 0 && value === 255 && bytes[at + 1] === 0 && bytes[at + 2] === 255;
    return isMagenta ? 254 : value;
  });
}

/** A frame of which a few bytes changed, or none. */
const changes = fc.array(fc.tuple(fc.nat(width * height * 3 - 1), level), { maxLength: 12 });

describe('an animated PNG', () => {
  it('gives back every frame, whatever changed since the one before', () => {
    fc.assert(
      fc.property(frame, fc.array(changes, { maxLength: 4 }), (first, later) => {
        const frames = [first];
        for (const change of later) {
          const next = Uint8Array.from(frames.at(-1) ?? first);
          for (const [at, value] of change) next[at] = value;
          frames.push(next);
        }
        const decoded = decodeApng(encode(frames));
        expect(decoded.map((bytes) => Array.from(bytes))).toEqual(frames.map(kept));
      }),
    );
  });

  it('gives back noise, for which rows as they are are the smallest, and slopes, for which differences are', () => {
    const noise = (seed: number) =>
      Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * at * 31 * seed) % 251);
    const slope = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at % (width * 3)) * 3);
    const frames = [noise(7), slope, noise(13)];
    expect(decodeApng(encode(frames)).map((bytes) => Array.from(bytes))).toEqual(frames.map(kept));
  });

  it.skipIf(spawnSync('ffmpeg', ['-version']).status !== 0)('is read by ffmpeg as it was meant', async () => {
    const frames = [3, 5, 5, 8].map((seed) =>
      Uint8Array.from({ length: width * height * 3 }, (_, at) => (at % 11 === 0 ? seed * 20 : at)),
    );
    const file = join(await mkdtemp(join(tmpdir(), 'apng-')), 'film.png');
    await writeFile(file, encode(frames));
    const options = [
      '-v',
      'error',
      '-f',
      'apng',
      '-i',
      `file:${file}`,
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      'pipe:1',
    ];
    const { stdout } = spawnSync('ffmpeg', options);
    await rm(dirname(file), { recursive: true });
    expect(Array.from(stdout)).toEqual(frames.flatMap((bytes) => kept(bytes)));
  });

  it('keeps whole and broken frame rates', () => {
    const delay = (framesPerSecond: number) => {
      const bytes = Buffer.from(encode([new Uint8Array(width * height * 3)], framesPerSecond));
      const at = bytes.indexOf('fcTL') + 4 + 20;
      return bytes.readUInt16BE(at) / bytes.readUInt16BE(at + 2);
    };
    expect(delay(20)).toBe(1 / 20);
    expect(delay(12.5)).toBe(0.08);
    expect(delay(29.97)).toBe(100 / 2997);
    expect(delay(0.1)).toBe(10);
    expect([delay(0.001), delay(1000)]).toEqual([1000, 0.001]);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (rate) => {
        expect(Math.abs(delay(rate) * rate - 1)).toBeLessThan(1e-4);
      }),
    );
  });

  it('is refused with a frame rate that no film has', () => {
    for (const framesPerSecond of [0, -20, 100_000, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => createApngEncoder({ framesPerSecond })).toThrow(
        expect.objectContaining({ code: 'FILM_RATE', at: 'framesPerSecond' }),
      );
    }
  });

  it('is refused where a frame has not the bytes of its size', () => {
    const encoder = createApngEncoder({ framesPerSecond: 20 });
    for (const wrong of [
      { width, height, bytes: new Uint8Array(width * height * 3 - 1) },
      { width, height, bytes: new Uint8Array(width * height * 4) },
      { width: 0, height: 0, bytes: new Uint8Array(0) },
      { width: 1.5, height: 2, bytes: new Uint8Array(9) },
    ]) {
      expect(() => encoder.add(wrong)).toThrow(expect.objectContaining({ code: 'FILM_FRAME' }));
    }
    expect(() => encoder.finish()).toThrow(expect.objectContaining({ code: 'FILM_EMPTY' }));
  });

  it('is refused where a frame has another size', () => {
    const encoder = createApngEncoder({ framesPerSecond: 20 });
    encoder.add({ width, height, bytes: new Uint8Array(width * height * 3) });
    expect(() => encoder.add({ width: 1, height: 1, bytes: new Uint8Array(3) })).toThrow(
      expect.objectContaining({ code: 'FILM_FRAME' }),
    );
  });
});

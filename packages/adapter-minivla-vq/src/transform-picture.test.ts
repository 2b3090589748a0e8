import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import recorded from './__fixtures__/pictures.json' with { type: 'json' };
import { type Picture, transformPicture } from './index.js';

function draw(width: number, height: number, pixel: (x: number, y: number) => readonly number[]): Picture {
  const rows = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => pixel(x, y)));
  return { width, height, bytes: Uint8Array.from(rows.flat(2)) };
}

/** Waves, a slope, and hard edges; the recorded pictures were made of the same. */
function pattern(width: number, height: number): Picture {
  return draw(width, height, (x, y) => [
    Math.round(128 + 100 * Math.sin(x / 7) * Math.cos(y / 9)),
    Math.floor((x * 255) / (width - 1)),
    (Math.floor(x / 12) + Math.floor(y / 10)) % 2 === 0 ? 220 : 30,
  ]);
}

function pixelAt({ width, bytes }: Picture, [y = 0, x = 0]: readonly number[]): readonly number[] {
  return [...bytes.subarray((y * width + x) * 3, (y * width + x + 1) * 3)];
}

describe('transformPicture', () => {
  it.each(recorded.pictures)(
    'of $width × $height pixels is within one level of Pillow in training, and of TensorFlow in evaluation',
    ({ width, height, ...expected }) => {
      for (const use of ['training', 'evaluation'] as const) {
        const picture = transformPicture(pattern(width, height), use);
        expect([picture.width, picture.height, picture.bytes.length]).toEqual([224, 224, 224 * 224 * 3]);
        recorded.points.forEach((point, index) => {
          pixelAt(picture, point).forEach((value, channel) => {
            const wanted = expected[use][index]?.[channel] ?? Number.NaN;
            expect(Math.abs(value - wanted), `${use} ${point}`).toBeLessThanOrEqual(1);
          });
        });
      }
    },
  );

  it('leaves a picture of the right size as it is in training', () => {
    const picture = pattern(224, 224);
    expect(transformPicture(picture, 'training')).toBe(picture);
  });

  it('keeps the middle √0.9 of each side in evaluation, the centre where it was', () => {
    const slope = draw(224, 224, (x, y) => [x, y, 0]);
    const cropped = transformPicture(slope, 'evaluation');
    const margin = ((1 - Math.sqrt(0.9)) / 2) * 223;
    const [left = 0, top = 0] = pixelAt(cropped, [0, 0]);
    const [right = 0, bottom = 0] = pixelAt(cropped, [223, 223]);
    for (const value of [left, top]) expect(Math.abs(value - margin)).toBeLessThan(1);
    for (const value of [right, bottom]) expect(Math.abs(value - (223 - margin))).toBeLessThan(1);
    expect(Math.abs((pixelAt(cropped, [112, 112])[0] ?? 0) - 112)).toBeLessThanOrEqual(1);
  });

  it('keeps one colour one colour, whatever the size', () => {
    const side = fc.integer({ min: 1, max: 300 });
    const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(side, side, colour, (width, height, pixel) => {
        const plain = {
          width,
          height,
          bytes: new Uint8Array(width * height * 3).map((_, at) => pixel[at % 3] ?? 0),
        };
        for (const use of ['training', 'evaluation'] as const) {
          const { bytes } = transformPicture(plain, use);
          expect(bytes.every((value, at) => value === pixel[at % 3])).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('does not change its input, and refuses bytes of another size', () => {
    const picture = pattern(64, 48);
    const before = picture.bytes.slice();
    transformPicture(picture, 'evaluation');
    expect(picture.bytes).toEqual(before);
    for (const wrong of [
      { ...picture, width: 47 },
      { ...picture, height: 0 },
      { ...picture, width: 64.5 },
    ]) {
      expect(() => transformPicture(wrong, 'training')).toThrow(
        expect.objectContaining({ code: 'PICTURE_SHAPE' }),
      );
    }
  });
});

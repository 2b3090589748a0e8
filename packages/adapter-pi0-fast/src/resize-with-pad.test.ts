import { readFileSync } from 'node:fs';
import type { RgbImage } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { prepareCameras, resizeWithPad } from './index.js';

const recorded = JSON.parse(
  readFileSync(new URL('./__fixtures__/resized-by-pillow.json', import.meta.url), 'utf8'),
) as {
  readonly samples: readonly {
    readonly from: readonly [number, number];
    readonly to: readonly [number, number];
    readonly pixels: string;
  }[];
};

/** Red rises to the lower right, green falls, blue is even. */
function ramp(width: number, height: number): RgbImage {
  const bytes = new Uint8Array(width * height * 3);
  for (let place = 0; place < width * height; place += 1) {
    const [x, y] = [place % width, Math.floor(place / width)];
    const red = Math.floor((Math.floor((255 * y) / (height - 1)) + Math.floor((255 * x) / (width - 1))) / 2);
    bytes.set([red, 255 - red, 77], place * 3);
  }
  return { width, height, bytes };
}

const refused = (code: string) => expect.objectContaining({ code });

describe('resizeWithPad', () => {
  it('gives the pictures of the reference: the same borders, and levels that differ by 2 at most', async () => {
    for (const { from, to, pixels: expected } of recorded.samples) {
      const resized = await resizeWithPad(ramp(...from), { width: to[0], height: to[1] });
      const reference = Buffer.from(expected, 'base64');
      expect(resized.bytes.length).toBe(reference.length);
      // Blue is even, so it shows where the picture lies.
      const blue = (pixels: Uint8Array) => pixels.filter((_, index) => index % 3 === 2);
      expect(blue(resized.bytes)).toEqual(new Uint8Array(blue(reference)));
      const worst = resized.bytes.reduce(
        (most, level, index) => Math.max(most, Math.abs(level - (reference[index] ?? Number.NaN))),
        0,
      );
      expect(worst).toBeLessThanOrEqual(2);
    }
  });

  it('leaves a picture of the right size alone', async () => {
    const picture = ramp(16, 16);
    expect(await resizeWithPad(picture, { width: 16, height: 16 })).toBe(picture);
  });

  it('takes even the longest picture', async () => {
    const { bytes } = await resizeWithPad(ramp(500, 2), { width: 8, height: 8 });
    expect(bytes.filter((level) => level === 77)).toHaveLength(8);
  });

  it('refuses pixels that do not fill the picture', async () => {
    const picture = { width: 4, height: 4, bytes: new Uint8Array(4 * 4 * 4) };
    await expect(resizeWithPad(picture, { width: 2, height: 2 })).rejects.toThrow(refused('PICTURE_SHAPE'));
  });
});

describe('prepareCameras', () => {
  const base = ramp(300, 200);

  it('gives three pictures of 224 pixels, black and visible where a camera is missing', async () => {
    const inputs = await prepareCameras({ base_0_rgb: base });
    expect(inputs.map(({ camera, isVisible }) => [camera, isVisible])).toEqual([
      ['base_0_rgb', true],
      ['left_wrist_0_rgb', true],
      ['right_wrist_0_rgb', true],
    ]);
    for (const { picture } of inputs) expect(picture.bytes).toHaveLength(224 * 224 * 3);
    expect(inputs.map(({ picture }) => picture.bytes.some((level) => level > 0))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('hides missing cameras where it is asked to', async () => {
    const inputs = await prepareCameras({ base_0_rgb: base, left_wrist_0_rgb: base }, { showMissing: false });
    expect(inputs.map(({ isVisible }) => isVisible)).toEqual([true, true, false]);
  });

  it('refuses an observation without its first camera, or with one that is not known', async () => {
    await expect(prepareCameras({ left_wrist_0_rgb: base })).rejects.toThrow(refused('CAMERA_MISSING'));
    await expect(prepareCameras({ base_0_rgb: base, wrist: base })).rejects.toThrow(
      refused('CAMERA_UNKNOWN'),
    );
  });
});

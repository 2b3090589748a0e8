import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { loadSharp } from './load-sharp.js';

/** More pixels than any camera of a robot has; a compressed picture may be small and yet claim more. */
const mostPixels = 4096 * 4096;

/**
 * Decodes a PNG or JPEG file in memory to RGB, of 4096 × 4096 pixels at most.
 *
 * @param at - what the file is, for errors.
 * @throws InspireError `PICTURE_CORRUPT`, `SHARP_MISSING` where the npm package `sharp` is not installed.
 *
 * @example
 * ```ts no-run
 * import { readFile } from 'node:fs/promises';
 * import { decodePicture } from '@inspire-vla/policy-server';
 *
 * const { width, height } = await decodePicture(await readFile('front.png'), 'front.png');
 * console.log(width, height);
 * ```
 */
export async function decodePicture(file: Uint8Array, at: string): Promise<RgbImage> {
  const { default: sharp } = await loadSharp('compressed pictures need the npm package sharp');
  try {
    const { data, info } = await sharp(file, { limitInputPixels: mostPixels })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, bytes: new Uint8Array(data) };
  } catch (cause) {
    throw new InspireError({
      code: 'PICTURE_CORRUPT',
      message: `a picture cannot be decoded (${cause instanceof Error ? cause.message : String(cause)})`,
      at,
      fix: 'give a whole PNG or JPEG file',
      cause,
    });
  }
}

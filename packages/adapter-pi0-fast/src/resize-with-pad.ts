import { InspireError, type RgbImage } from '@inspire-vla/adapter';

/** A size in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Resizes a picture into a size, keeps its aspect ratio, and centres it on black.
 *
 * Source: openpi\@15a9616a src/openpi/shared/image_tools.py and openpi_client's `resize_with_pad`, which resizes with
 * Pillow's bilinear filter. The place and size of the picture are equal to it; levels differ by 2 at most where it
 * shrinks, and by more where it grows. Needs the npm package `sharp`, which is loaded at the first call.
 *
 * @param at - what an error calls the picture.
 * @throws InspireError `PICTURE_SHAPE` for bytes that are not width × height × 3, `SHARP_MISSING` where sharp is not
 * installed.
 *
 * @example
 * ```ts
 * import { resizeWithPad } from '@inspire-vla/adapter-pi0-fast';
 *
 * const picture = { width: 8, height: 4, bytes: new Uint8Array(8 * 4 * 3).fill(200) };
 * const { bytes } = await resizeWithPad(picture, { width: 4, height: 4 });
 * console.log(bytes[0], bytes[(1 * 4 + 0) * 3]); // 0 200
 * ```
 */
export async function resizeWithPad(picture: RgbImage, size: PictureSize, at = 'picture'): Promise<RgbImage> {
  checkPicture(picture, at);
  if (picture.width === size.width && picture.height === size.height) return picture;
  const { width, height, left, top } = placeIn(picture, size);
  const sharp = await loadSharp();
  const raw = { width: picture.width, height: picture.height, channels: 3 } as const;
  const bytes = await sharp(picture.bytes, { raw })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .extend({
      left,
      top,
      right: size.width - width - left,
      bottom: size.height - height - top,
      background: { r: 0, g: 0, b: 0 },
    })
    .raw()
    .toBuffer();
  return { ...size, bytes: new Uint8Array(bytes) };
}

/** Where a picture of one size lies in another; fractions of pixels are cut off, as in the reference. */
function placeIn(picture: PictureSize, size: PictureSize): PictureSize & { left: number; top: number } {
  const ratio = Math.max(picture.width / size.width, picture.height / size.height);
  // At least one pixel, where the reference fails for very long pictures.
  const width = Math.max(1, Math.trunc(picture.width / ratio));
  const height = Math.max(1, Math.trunc(picture.height / ratio));
  const left = Math.trunc((size.width - width) / 2);
  return { width, height, left, top: Math.trunc((size.height - height) / 2) };
}

function checkPicture({ width, height, bytes }: RgbImage, at: string): void {
  if (width > 0 && height > 0 && bytes.length === width * height * 3) return;
  throw new InspireError({
    code: 'PICTURE_SHAPE',
    message: `${bytes.length} bytes are no RGB picture of ${width} × ${height} pixels`,
    at,
    fix: 'give 3 bytes per pixel, row by row, without padding',
  });
}

async function loadSharp(): Promise<typeof import('sharp')['default']> {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    throw new InspireError({
      code: 'SHARP_MISSING',
      message: 'pictures cannot be resized without the package sharp',
      at: 'sharp',
      fix: 'npm install sharp, or resize the pictures yourself',
      cause,
    });
  }
}

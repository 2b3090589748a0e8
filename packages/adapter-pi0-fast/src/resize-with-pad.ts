import { InspireError } from '@inspire-vla/adapter';

/** A picture in memory. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** RGB, 8 bits, row-major [height × width × 3], the upper left corner first. */
  readonly pixels: Uint8Array;
}

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
 * @throws InspireError `PICTURE_INVALID` for pixels that are not width × height × 3 bytes, `SHARP_MISSING` where sharp is
 * not installed.
 *
 * @example
 * ```ts
 * import { resizeWithPad } from '@inspire-vla/adapter-pi0-fast';
 *
 * const picture = { width: 8, height: 4, pixels: new Uint8Array(8 * 4 * 3).fill(200) };
 * const { pixels } = await resizeWithPad(picture, { width: 4, height: 4 });
 * console.log(pixels[0], pixels[(1 * 4 + 0) * 3]); // 0 200
 * ```
 */
export async function resizeWithPad(picture: Picture, size: PictureSize): Promise<Picture> {
  checkPicture(picture);
  if (picture.width === size.width && picture.height === size.height) return picture;
  const { width, height, left, top } = placeIn(picture, size);
  const sharp = await loadSharp();
  const raw = { width: picture.width, height: picture.height, channels: 3 } as const;
  const pixels = await sharp(picture.pixels, { raw })
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
  return { ...size, pixels: new Uint8Array(pixels) };
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

function checkPicture({ width, height, pixels }: Picture): void {
  if (width > 0 && height > 0 && pixels.length === width * height * 3) return;
  throw new InspireError({
    code: 'PICTURE_INVALID',
    message: `a picture of ${width} × ${height} has ${pixels.length} bytes`,
    at: 'picture',
    fix: 'give RGB pixels of 8 bits, width × height × 3 bytes',
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

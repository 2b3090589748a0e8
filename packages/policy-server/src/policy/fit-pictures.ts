import type { ImageSpec, RgbImage } from '@inspire-vla/adapter';
import { loadSharp } from '../codec/load-sharp.js';

const fits = { stretch: 'fill', pad: 'contain', crop: 'cover' } as const;
const kernels = { lanczos3: 'lanczos3', bicubic: 'cubic', bilinear: 'linear' } as const;

/**
 * Brings pictures to the size of an image spec by its rule and filter, for adapters that do not do so themselves; those that
 * have it are not touched.
 *
 * @throws InspireError `SHARP_MISSING` where the npm package `sharp` is not installed.
 */
export async function fitPictures(
  images: Readonly<Record<string, RgbImage>>,
  spec: ImageSpec,
): Promise<Readonly<Record<string, RgbImage>>> {
  const fitted = Object.entries(images).map(async ([name, image]) => [name, await fit(image, spec)] as const);
  return Object.fromEntries(await Promise.all(fitted));
}

async function fit(image: RgbImage, { width, height, resize, interpolation }: ImageSpec): Promise<RgbImage> {
  if (image.width === width && image.height === height) return image;
  const { default: sharp } = await loadSharp('pictures cannot be resized without the npm package sharp');
  const raw = { width: image.width, height: image.height, channels: 3 } as const;
  const bytes = await sharp(image.bytes, { raw })
    .resize(width, height, { fit: fits[resize], kernel: kernels[interpolation], background: '#000' })
    .raw()
    .toBuffer();
  return { width, height, bytes: new Uint8Array(bytes) };
}

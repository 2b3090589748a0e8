import type { RgbImage } from '@inspire-vla/adapter';
import { misuse } from '../errors.js';
import type { ManifestImages } from '../manifest/manifest.js';

/**
 * Pictures as a vision encoder takes them: [pictures, 3 × normalisations, height, width].
 *
 * @throws InspireError `PICTURE_SHAPE` for a picture of another size.
 */
export function pixelValues(
  pictures: readonly (readonly [camera: string, picture: RgbImage])[],
  { width, height, normalizations }: ManifestImages,
): Float32Array {
  for (const [camera, picture] of pictures) checkPicture(camera, picture, width, height);
  const area = width * height;
  const tables = normalizations.flatMap(({ mean, standardDeviation }) =>
    mean.map((offset, channel) => levels(offset, standardDeviation[channel] ?? 1)),
  );
  const values = new Float32Array(pictures.length * tables.length * area);
  pictures.forEach(([, { bytes }], index) => {
    tables.forEach((table, plane) => {
      const start = (index * tables.length + plane) * area;
      for (let pixel = 0, from = plane % 3; pixel < area; pixel += 1, from += 3)
        values[start + pixel] = table[bytes[from] ?? 0] ?? 0;
    });
  });
  return values;
}

/** The normalised value of each of the 256 levels. */
function levels(mean: number, standardDeviation: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, level) => (level / 255 - mean) / standardDeviation);
}

function checkPicture(camera: string, picture: RgbImage, width: number, height: number): void {
  const wanted = width * height * 3;
  if (picture.width === width && picture.height === height && picture.bytes.length === wanted) return;
  const found = `${picture.width} × ${picture.height} pixels in ${picture.bytes.length} bytes`;
  throw misuse(
    'PICTURE_SHAPE',
    `the picture has ${found}, the model takes ${width} × ${height} in ${wanted}`,
    'bring it to size with the adapter’s prepareImages',
    camera,
  );
}

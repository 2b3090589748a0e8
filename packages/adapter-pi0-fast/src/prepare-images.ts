import { type ImageSpec, InspireError, type RgbImage } from '@inspire-vla/adapter';
import { resizeWithPad } from './resize-with-pad.js';

/**
 * Brings the pictures of one observation to the model's size, with black ones where optional cameras are missing, as
 * `prepareCameras` does for openpi's three.
 *
 * @throws InspireError `CAMERA_MISSING`, `CAMERA_UNKNOWN`, `PICTURE_SHAPE`, `SHARP_MISSING`.
 */
export async function prepareImages(
  pictures: Readonly<Record<string, RgbImage>>,
  { cameras, width, height }: ImageSpec,
): Promise<Readonly<Record<string, RgbImage>>> {
  const unknown = Object.keys(pictures).find((name) => cameras.every((camera) => camera.name !== name));
  if (unknown !== undefined) throw wrong('CAMERA_UNKNOWN', `there is no camera ${unknown}`, cameras);
  const prepared = await Promise.all(
    cameras.map(async ({ name, required }): Promise<readonly [string, RgbImage]> => {
      const picture = pictures[name];
      if (picture !== undefined) return [name, await resize(picture, name, { width, height })];
      if (required) throw wrong('CAMERA_MISSING', `the picture of ${name} is missing`, cameras);
      return [name, { width, height, bytes: new Uint8Array(width * height * 3) }];
    }),
  );
  return Object.fromEntries(prepared);
}

async function resize(
  { bytes, ...size }: RgbImage,
  camera: string,
  wanted: { readonly width: number; readonly height: number },
): Promise<RgbImage> {
  if (bytes.length !== size.width * size.height * 3 || bytes.length === 0) {
    throw new InspireError({
      code: 'PICTURE_SHAPE',
      message: `${bytes.length} bytes are no RGB picture of ${size.width} × ${size.height} pixels`,
      at: camera,
      fix: 'give 3 bytes per pixel, row by row, without padding',
    });
  }
  const { pixels } = await resizeWithPad({ ...size, pixels: bytes }, wanted);
  return { ...wanted, bytes: pixels };
}

function wrong(code: string, message: string, cameras: ImageSpec['cameras']): InspireError {
  const names = cameras.map(({ name, required }) => (required ? name : `${name} (optional)`));
  return new InspireError({ code, message, at: 'pictures', fix: `give ${names.join(', ')}` });
}

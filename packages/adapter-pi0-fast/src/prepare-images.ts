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
      if (picture !== undefined) return [name, await resizeWithPad(picture, { width, height }, name)];
      if (required) throw wrong('CAMERA_MISSING', `the picture of ${name} is missing`, cameras);
      return [name, { width, height, bytes: new Uint8Array(width * height * 3) }];
    }),
  );
  return Object.fromEntries(prepared);
}

function wrong(code: string, message: string, cameras: ImageSpec['cameras']): InspireError {
  const names = cameras.map(({ name, required }) => (required ? name : `${name} (optional)`));
  return new InspireError({ code, message, at: 'pictures', fix: `give ${names.join(', ')}` });
}

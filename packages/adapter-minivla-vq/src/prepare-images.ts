import { type ImageSpec, InspireError, type RgbImage } from '@inspire-vla/adapter';
import { transformPicture } from './transform-picture.js';

/**
 * Brings the pictures of one observation to the spec's size, as the checkpoints saw them in training.
 *
 * @throws InspireError `CAMERA_MISSING`, `CAMERA_UNKNOWN`, `PICTURE_SHAPE`.
 */
export function prepareImages(
  pictures: Readonly<Record<string, RgbImage>>,
  { cameras, width }: ImageSpec,
): Readonly<Record<string, RgbImage>> {
  const names = cameras.map(({ name }) => name);
  const unknown = Object.keys(pictures).find((name) => !names.includes(name));
  if (unknown !== undefined) throw wrongCamera('CAMERA_UNKNOWN', `there is no camera ${unknown}`, names);
  return Object.fromEntries(
    names.map((name) => {
      const picture = pictures[name];
      if (picture === undefined) {
        throw wrongCamera('CAMERA_MISSING', `the picture of ${name} is missing`, names);
      }
      return [name, transformPicture(picture, 'training', width)];
    }),
  );
}

function wrongCamera(code: string, message: string, names: readonly string[]): InspireError {
  return new InspireError({ code, message, at: 'pictures', fix: `give ${names.join(' and ')}` });
}

import { type ImageSpec, InspireError, type RgbImage } from '@inspire-vla/adapter';

/**
 * Checks that an observation has the cameras of an image spec, in whole pictures of any size.
 *
 * @throws InspireError `CAMERA_UNKNOWN`, `CAMERA_MISSING`, `PICTURE_SHAPE`.
 */
export function checkPictures(
  images: Readonly<Record<string, RgbImage>>,
  { cameras }: Pick<ImageSpec, 'cameras'>,
): void {
  const unknown = Object.keys(images).find((name) => cameras.every((camera) => camera.name !== name));
  if (unknown !== undefined) throw wrongCamera('CAMERA_UNKNOWN', `there is no camera ${unknown}`, cameras);
  for (const { name, required } of cameras) {
    const image = images[name];
    if (image === undefined) {
      if (required) throw wrongCamera('CAMERA_MISSING', `the picture of ${name} is missing`, cameras);
      continue;
    }
    if (image.bytes.length > 0 && image.bytes.length === image.width * image.height * 3) continue;
    throw new InspireError({
      code: 'PICTURE_SHAPE',
      message: `the picture of ${name} has ${image.width} × ${image.height} pixels in ${image.bytes.length} bytes`,
      at: name,
      fix: 'give 3 bytes per pixel, row by row, without padding',
    });
  }
}

function wrongCamera(code: string, message: string, cameras: ImageSpec['cameras']): InspireError {
  const names = cameras.map(({ name, required }) => (required ? name : `${name} (optional)`));
  return new InspireError({ code, message, at: 'images', fix: `give ${names.join(', ')}` });
}

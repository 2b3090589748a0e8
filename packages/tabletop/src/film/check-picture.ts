import { InspireError, type RgbImage } from '@inspire-vla/adapter';

/**
 * Sees that a picture has as many bytes as its size says.
 *
 * @throws InspireError `FILM_FRAME` for a picture that has not, or is empty.
 */
export function checkPicture({ width, height, bytes }: RgbImage): void {
  const isWhole = [width, height].every((side) => Number.isSafeInteger(side) && side >= 1);
  if (isWhole && bytes.length === width * height * 3) return;
  throw new InspireError({
    code: 'FILM_FRAME',
    message: `a picture of ${width}×${height} cannot have ${bytes.length} bytes`,
    fix: 'give red, green and blue of every pixel: width × height × 3 bytes',
  });
}

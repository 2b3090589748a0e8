import { InspireError } from '@inspire-vla/adapter';

/** A picture: upright, RGB, 8 bits. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Row-major [height, width, 3]. */
  readonly bytes: Uint8Array;
}

/** @throws InspireError `PICTURE_SHAPE` where the bytes are not height × width × 3. */
export function checkPicture({ width, height, bytes }: Picture): void {
  const isSize = [width, height].every((length) => Number.isSafeInteger(length) && length > 0);
  if (isSize && bytes.length === width * height * 3) return;
  throw new InspireError({
    code: 'PICTURE_SHAPE',
    message: `${bytes.length} bytes are no RGB picture of ${width} × ${height} pixels`,
    at: 'picture',
    fix: 'give 3 bytes per pixel, row by row, without padding',
  });
}

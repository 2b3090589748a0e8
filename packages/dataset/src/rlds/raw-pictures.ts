import { inflateSync } from 'node:zlib';
import { readBytes, readSmallIntegers, type ValueList } from './value-list.js';

const encodings = ['none', 'bytes', 'zlib'] as const;

/** How a record holds pixels that are in no picture file, by the name of tensorflow-datasets' `Encoding`. */
export type RawPixels = (typeof encodings)[number];

/** The way of holding pixels that an encoding is; null for another. */
export function rawPixelsOf(encoding: string): RawPixels | null {
  return encodings.find((known) => known === encoding) ?? null;
}

/** The kind of list that pixels are in. */
export function listOfPixels(pixels: RawPixels): ValueList['kind'] {
  return pixels === 'none' ? 'int64' : 'bytes';
}

/**
 * Pictures of `size` bytes each, RGB.
 *
 * @throws RangeError for a value that is no byte, and for a picture of another size.
 */
export function readRawPictures(list: ValueList, pixels: RawPixels, size: number): readonly Uint8Array[] {
  if (pixels === 'none') {
    const bytes = readSmallIntegers(list);
    return Array.from({ length: bytes.length / size }, (_, step) =>
      bytes.subarray(step * size, (step + 1) * size),
    );
  }
  return readBytes(list).map((stored, step) => {
    const bytes = pixels === 'zlib' ? inflateSync(stored, { maxOutputLength: size }) : stored;
    if (bytes.length === size) return bytes;
    throw new RangeError(`the picture of step ${step} has ${bytes.length} bytes, ${size} are expected`);
  });
}

import { deflateSync } from 'node:zlib';

/** A part of a picture, pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Compresses RGB rows as PNG does: bare, and with each row as differences to its neighbours, whichever is smaller.
 *
 * @param bytes - RGB [height × width × 3] of the rectangle alone.
 */
export function compressRows(
  bytes: Uint8Array,
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
): Uint8Array {
  const stride = width * 3;
  const bare = new Uint8Array((stride + 1) * height);
  const filtered = new Uint8Array((stride + 1) * height);
  for (let row = 0; row < height; row += 1) {
    const to = row * (stride + 1);
    bare.set(bytes.subarray(row * stride, (row + 1) * stride), to + 1);
    filtered.set(bestFilter(bytes, row * stride, stride), to);
  }
  const [one, other] = [bare, filtered].map((rows) => deflateSync(rows, { level: 6 })) as [Buffer, Buffer];
  return one.length <= other.length ? one : other;
}

/** PNG's five filters of a byte, from the bytes left, above and above left of it. */
const filters: readonly ((left: number, up: number, upLeft: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** The filter whose differences are smallest in sum, as the PNG specification advises; its number, then the row. */
function bestFilter(bytes: Uint8Array, from: number, stride: number): Uint8Array {
  let [best, smallest] = [new Uint8Array(0), Number.POSITIVE_INFINITY];
  for (const [number, filter] of filters.entries()) {
    const row = new Uint8Array(stride + 1);
    row[0] = number;
    let sum = 0;
    for (let index = 0; index < stride; index += 1) {
      const at = from + index;
      const left = index < 3 ? 0 : (bytes[at - 3] as number);
      const up = from === 0 ? 0 : (bytes[at - stride] as number);
      const upLeft = index < 3 || from === 0 ? 0 : (bytes[at - stride - 3] as number);
      const difference = ((bytes[at] as number) - filter(left, up, upLeft)) & 255;
      row[index + 1] = difference;
      sum += difference < 128 ? difference : 256 - difference;
    }
    if (sum < smallest) [best, smallest] = [row, sum];
  }
  return best;
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

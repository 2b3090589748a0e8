import type { Picture } from './picture.js';

/** Lobes of the filter. */
const lobes = 3;

/** The input rows or columns that make an output one. */
interface Window {
  readonly first: number;
  readonly weights: Float64Array;
}

/**
 * Resizes a picture with a Lanczos filter of three lobes, which widens when a picture shrinks.
 *
 * The rule of Pillow's `LANCZOS` and of TensorFlow's `lanczos3` with `antialias`, columns first, in floating point up to
 * the end: within one level of both. It is written out because libvips (sharp) follows it only when a picture shrinks;
 * enlarging 128 to 224 pixels, as LIBERO's own recordings need, it interpolates cubically and half a pixel aside.
 */
export function resizeLanczos({ width, height, bytes }: Picture, toWidth: number, toHeight: number): Picture {
  const columns = windows(width, toWidth);
  const rows = windows(height, toHeight);
  const wide = new Float64Array(height * toWidth * 3);
  for (let row = 0; row < height; row += 1) {
    columns.forEach((window, column) => {
      blend(bytes, row * width * 3, 3, window, wide, (row * toWidth + column) * 3);
    });
  }
  const values = new Float64Array(toHeight * toWidth * 3);
  rows.forEach((window, row) => {
    for (let column = 0; column < toWidth; column += 1) {
      blend(wide, column * 3, toWidth * 3, window, values, (row * toWidth + column) * 3);
    }
  });
  // The array rounds (ties to even, as TensorFlow) and clips.
  return { width: toWidth, height: toHeight, bytes: new Uint8Array(Uint8ClampedArray.from(values).buffer) };
}

/** The weighted sum of pixels at `offset`, `offset` + `stride`, …, written to `output` at `place`. */
function blend(
  input: Uint8Array | Float64Array,
  offset: number,
  stride: number,
  { first, weights }: Window,
  output: Float64Array,
  place: number,
): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  let at = offset + first * stride;
  for (const weight of weights) {
    red += weight * (input[at] as number);
    green += weight * (input[at + 1] as number);
    blue += weight * (input[at + 2] as number);
    at += stride;
  }
  output[place] = red;
  output[place + 1] = green;
  output[place + 2] = blue;
}

function windows(from: number, to: number): readonly Window[] {
  const scale = from / to;
  const spread = Math.max(1, scale);
  return Array.from({ length: to }, (_, index) => {
    const centre = (index + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - lobes * spread + 0.5));
    const end = Math.min(from, Math.trunc(centre + lobes * spread + 0.5));
    const weights = Float64Array.from({ length: end - first }, (_, tap) =>
      lanczos((first + tap - centre + 0.5) / spread),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function lanczos(x: number): number {
  if (Math.abs(x) >= lobes) return 0;
  return sinc(x) * sinc(x / lobes);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

import type { Picture } from './picture.js';

/** TensorFlow turns 0..1 into 8 bits by cutting off the decimals of 255.5 times the number. */
const roundUp = 255.5 / 255;

/** Where an output row or column is taken from: between two input ones. */
interface Sample {
  readonly before: number;
  readonly after: number;
  /** Weight of `after`, 0 to 1. */
  readonly share: number;
}

/**
 * Keeps the middle of a picture and enlarges it to the picture's size, bilinearly.
 *
 * It samples as TensorFlow's `crop_and_resize`: the corners of the crop, which may lie between pixels, fall on the
 * middles of the corner pixels. No image library here samples at such places.
 *
 * @param area - share of the area that is kept; each side is its square root.
 */
export function cropCentre({ width, height, bytes }: Picture, area: number): Picture {
  const columns = samples(width, Math.sqrt(area));
  const rows = samples(height, Math.sqrt(area));
  const cropped = new Uint8Array(bytes.length);
  const at = (row: number, column: number, channel: number) =>
    bytes[(row * width + column) * 3 + channel] ?? 0;
  let index = 0;
  for (const row of rows) {
    for (const column of columns) {
      for (let channel = 0; channel < 3; channel += 1) {
        const above = mix(
          at(row.before, column.before, channel),
          at(row.before, column.after, channel),
          column.share,
        );
        const below = mix(
          at(row.after, column.before, channel),
          at(row.after, column.after, channel),
          column.share,
        );
        cropped[index] = Math.floor(mix(above, below, row.share) * roundUp);
        index += 1;
      }
    }
  }
  return { width, height, bytes: cropped };
}

function samples(length: number, kept: number): readonly Sample[] {
  const first = ((1 - kept) / 2) * (length - 1);
  const step = length > 1 ? kept : 0;
  return Array.from({ length }, (_, index) => {
    const place = first + index * step;
    const before = Math.floor(place);
    return { before, after: Math.min(before + 1, length - 1), share: place - before };
  });
}

function mix(left: number, right: number, share: number): number {
  return left + (right - left) * share;
}

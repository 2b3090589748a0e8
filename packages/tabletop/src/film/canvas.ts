import type { RgbImage } from '@inspire-vla/adapter';
import type { Font } from './font.js';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** A picture to draw on. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** RGB [height × width × 3]. */
  readonly bytes: Uint8Array;
  fill(x: number, y: number, width: number, height: number, colour: Rgb): void;
  /** Draws a picture, each of its pixels as a square of `scale` × `scale`. */
  place(image: RgbImage, x: number, y: number, scale: number): void;
  /** Draws a text; (x, y) is its upper left corner. */
  write(text: string, x: number, y: number, colour: Rgb): void;
}

/** Makes a black canvas, or one that shows what another shows. */
export function createCanvas(width: number, height: number, font: Font, shown?: Uint8Array): Canvas {
  const bytes = shown?.slice() ?? new Uint8Array(width * height * 3);
  const dot = (x: number, y: number, colour: Rgb) => {
    if (x >= 0 && y >= 0 && x < width && y < height) bytes.set(colour, (y * width + x) * 3);
  };
  return {
    width,
    height,
    bytes,
    fill(x, y, across, down, colour) {
      for (let row = y; row < y + down; row += 1) {
        for (let column = x; column < x + across; column += 1) dot(column, row, colour);
      }
    },
    place(image, x, y, scale) {
      for (let row = 0; row < image.height * scale; row += 1) {
        const from = Math.floor(row / scale) * image.width;
        for (let column = 0; column < image.width * scale; column += 1) {
          const pixel = (from + Math.floor(column / scale)) * 3;
          const to = ((y + row) * width + x + column) * 3;
          bytes[to] = image.bytes[pixel] ?? 0;
          bytes[to + 1] = image.bytes[pixel + 1] ?? 0;
          bytes[to + 2] = image.bytes[pixel + 2] ?? 0;
        }
      }
    },
    write(text, x, y, colour) {
      font.draw(text, (right, down) => dot(x + right, y + down, colour));
    },
  };
}

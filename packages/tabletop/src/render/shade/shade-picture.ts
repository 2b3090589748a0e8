import type { SampleGrid } from '../raster/fill-triangle.js';
import { aimRays, createRowRays } from './row-rays.js';
import { createRunShader, type ShadeInput } from './shade-run.js';
import { addSky } from './sky.js';

/** Turns drawn grids into pictures. */
export interface PictureShader {
  /** RGB bytes [height × width × 3] in a new array. */
  shade(input: ShadeInput): Uint8Array;
}

/**
 * Makes a shader with room for one row of pixels.
 *
 * @param width - pixels.
 * @param supersampling - samples per pixel across and down.
 */
export function createPictureShader(width: number, supersampling: number): PictureShader {
  const row = new Float64Array(width * 3);
  // Where the pixel of each sample of a row stands.
  const pixel = Uint32Array.from(
    { length: width * supersampling },
    (_, x) => 3 * Math.floor(x / supersampling),
  );
  const rays = createRowRays();
  const runs = createRunShader(row, pixel, rays);

  function addRow(input: ShadeInput, y: number): void {
    const { grid, view } = input;
    aimRays(rays, view, y);
    runs.startRow(input);
    for (let x = 0; x < grid.width; ) {
      const end = endOfRun(grid, y, x);
      const number = grid.triangle[y * grid.width + x] as number;
      if (number === 0) addSky(row, pixel, rays, x, end);
      else runs.addSurface(input, number, x, end);
      x = end;
    }
  }
  return {
    shade(input) {
      const height = input.grid.height / supersampling;
      const bytes = new Uint8Array(row.length * height);
      for (let y = 0; y < height; y += 1) {
        row.fill(0);
        for (let part = 0; part < supersampling; part += 1) addRow(input, y * supersampling + part);
        encodeRow(bytes, y * row.length, row, 1 / (supersampling * supersampling));
      }
      return bytes;
    },
  };
}

/** First sample of a row, after `from`, that shows another triangle. */
function endOfRun({ triangle, width }: SampleGrid, y: number, from: number): number {
  const start = y * width;
  const number = triangle[start + from];
  let end = from + 1;
  while (end < width && triangle[start + end] === number) end += 1;
  return end;
}

/** Light to bytes by its square root, which is near to sRGB and, unlike a power, the same bits everywhere. */
function encodeRow(bytes: Uint8Array, from: number, row: Float64Array, scale: number): void {
  for (let index = 0; index < row.length; index += 1) {
    bytes[from + index] = 255 * Math.sqrt(Math.min(1, (row[index] as number) * scale)) + 0.5;
  }
}

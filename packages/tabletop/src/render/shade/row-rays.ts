import type { View } from '../raster/view.js';

/** The rays of one row of samples: the point seen at x samples and a depth is position + depth·(start + x·step). */
export interface RowRays {
  /** Sample rows are `middle` samples from the grid's top. */
  middle: number;
  /** World frame, per metre of depth [3]. */
  readonly start: Float64Array;
  /** World frame, per metre of depth and sample [3]. */
  readonly step: Float64Array;
}

/** Room for the rays of a row. */
export function createRowRays(): RowRays {
  return { middle: 0, start: new Float64Array(3), step: new Float64Array(3) };
}

/** Aims the rays at a row of samples. */
export function aimRays(rays: RowRays, { rotation, focal, centreX, centreY }: View, row: number): void {
  rays.middle = row + 0.5;
  const up = (centreY - rays.middle) / focal;
  const right = -centreX / focal;
  for (let axis = 0; axis < 3; axis += 1) {
    const acrossPart = rotation[axis * 3] as number;
    rays.start[axis] =
      acrossPart * right + (rotation[axis * 3 + 1] as number) * up - (rotation[axis * 3 + 2] as number);
    rays.step[axis] = acrossPart / focal;
  }
}

/**
 * Writes how an even function of the world, a·x + b·y + c·z + d, goes along a row: at x samples and a depth it is
 * `lines[to] + depth·(lines[to + 1] + x·lines[to + 2])`.
 */
export function writeLine(
  lines: Float64Array,
  to: number,
  rays: RowRays,
  position: readonly [number, number, number],
  [a, b, c, d]: readonly [number, number, number, number],
): void {
  const { start, step } = rays;
  lines[to] = a * position[0] + b * position[1] + c * position[2] + d;
  lines[to + 1] = a * (start[0] as number) + b * (start[1] as number) + c * (start[2] as number);
  lines[to + 2] = a * (step[0] as number) + b * (step[1] as number) + c * (step[2] as number);
}

/** A grid of samples with the nearest triangle at each; sample (0, 0) is the upper left, its middle at (½, ½). */
export interface SampleGrid {
  readonly width: number;
  readonly height: number;
  /** How near the nearest triangle is [height × width]: larger is nearer. */
  readonly nearness: Float32Array;
  /** Number of the nearest triangle [height × width]; what it means is up to the caller. */
  readonly triangle: Uint16Array;
}

/** Makes a grid; nothing is in it. */
export function createSampleGrid(width: number, height: number): SampleGrid {
  const samples = width * height;
  return { width, height, nearness: new Float32Array(samples), triangle: new Uint16Array(samples) };
}

/**
 * Draws one triangle where it is nearer than what is there.
 *
 * @param corners - x and y of its corners [3 × 2], such that it winds counter-clockwise as one looks at the picture.
 * @param slopes - its nearness is `slopes[at]·x + slopes[at + 1]·y + slopes[at + 2]`.
 *
 * Each row of samples is cut by the three edges. An edge is always computed from its upper end, so that two triangles
 * that share it leave no sample between them out.
 */
export function fillTriangle(
  { width, height, nearness, triangle }: SampleGrid,
  corners: Float64Array,
  slopes: Float64Array,
  at: number,
  number: number,
): void {
  const x0 = corners[0] as number;
  const y0 = corners[1] as number;
  const x1 = corners[2] as number;
  const y1 = corners[3] as number;
  const x2 = corners[4] as number;
  const y2 = corners[5] as number;
  const d0 = y1 - y0;
  const d1 = y2 - y1;
  const d2 = y0 - y2;
  const k0 = (x1 - x0) / d0;
  const k1 = (x2 - x1) / d1;
  const k2 = (x0 - x2) / d2;
  const m0 = d0 > 0 ? x0 - k0 * y0 : x1 - k0 * y1;
  const m1 = d1 > 0 ? x1 - k1 * y1 : x2 - k1 * y2;
  const m2 = d2 > 0 ? x2 - k2 * y2 : x0 - k2 * y0;
  const bottom = Math.min(height - 1, Math.floor(Math.max(y0, y1, y2) - 0.5));
  const slope = slopes[at] as number;
  for (let y = Math.max(0, Math.ceil(Math.min(y0, y1, y2) - 0.5)); y <= bottom; y += 1) {
    const middle = y + 0.5;
    let left = 0.5;
    let right = width - 0.5;
    if (d0 > 0) left = Math.max(left, k0 * middle + m0);
    else if (d0 < 0) right = Math.min(right, k0 * middle + m0);
    if (d1 > 0) left = Math.max(left, k1 * middle + m1);
    else if (d1 < 0) right = Math.min(right, k1 * middle + m1);
    if (d2 > 0) left = Math.max(left, k2 * middle + m2);
    else if (d2 < 0) right = Math.min(right, k2 * middle + m2);
    const start = (slopes[at + 1] as number) * middle + (slopes[at + 2] as number);
    const last = y * width + Math.floor(right - 0.5);
    const first = Math.ceil(left - 0.5);
    for (let index = y * width + first, x = first + 0.5; index <= last; index += 1, x += 1) {
      const value = slope * x + start;
      if (value > (nearness[index] as number)) {
        nearness[index] = value;
        triangle[index] = number;
      }
    }
  }
}

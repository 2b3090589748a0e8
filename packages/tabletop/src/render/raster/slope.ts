/** Twice the area of a triangle with corners [3 × 2]: negative where it winds counter-clockwise in a picture. */
export function twiceArea(corners: Float64Array): number {
  const x0 = corners[0] as number;
  const y0 = corners[1] as number;
  const x1 = corners[2] as number;
  const y1 = corners[3] as number;
  const x2 = corners[4] as number;
  const y2 = corners[5] as number;
  return (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
}

/**
 * Writes how a value changes over a triangle: `slopes[at]·x + slopes[at + 1]·y + slopes[at + 2]` is the value at each
 * corner.
 *
 * @param corners - x and y of the corners [3 × 2].
 * @param area - twice the area, as {@link twiceArea} gives it.
 */
export function writeSlope(
  slopes: Float64Array,
  at: number,
  corners: Float64Array,
  area: number,
  values: readonly [number, number, number],
): void {
  const x0 = corners[0] as number;
  const y0 = corners[1] as number;
  const x1 = corners[2] as number;
  const y1 = corners[3] as number;
  const x2 = corners[4] as number;
  const y2 = corners[5] as number;
  const [v0, v1, v2] = values;
  const dx = ((v1 - v0) * (y2 - y0) - (v2 - v0) * (y1 - y0)) / area;
  const dy = ((v2 - v0) * (x1 - x0) - (v1 - v0) * (x2 - x0)) / area;
  slopes[at] = dx;
  slopes[at + 1] = dy;
  slopes[at + 2] = v0 - dx * x0 - dy * y0;
}

import type { ShadowMap } from '../shadow-map.js';

/** Metres that a caster must be nearer to the lamp. */
const bias = 0.0015;

/**
 * Share of the lamp's light that reaches a point, 0 to 1: that of the four cells around it, weighted.
 *
 * @param lines - column, row and height in the map along the row of samples [3 × 3]; see writeLine.
 * @param x - samples from the left.
 * @param depth - metres.
 */
export function lampReaches(
  { size, height }: ShadowMap,
  lines: Float64Array,
  x: number,
  depth: number,
): number {
  const u = (lines[0] as number) + depth * ((lines[1] as number) + x * (lines[2] as number)) - 0.5;
  const v = (lines[3] as number) + depth * ((lines[4] as number) + x * (lines[5] as number)) - 0.5;
  if (!(u >= 0 && v >= 0 && u < size - 1 && v < size - 1)) return 1;
  const own = (lines[6] as number) + depth * ((lines[7] as number) + x * (lines[8] as number)) + bias;
  const left = Math.floor(u);
  const top = Math.floor(v);
  const at = top * size + left;
  const a = (height[at] as number) > own ? 0 : 1;
  const b = (height[at + 1] as number) > own ? 0 : 1;
  const c = (height[at + size] as number) > own ? 0 : 1;
  const d = (height[at + size + 1] as number) > own ? 0 : 1;
  if (a + b + c + d === 4) return 1;
  const above = a + (u - left) * (b - a);
  return above + (v - top) * (c + (u - left) * (d - c) - above);
}

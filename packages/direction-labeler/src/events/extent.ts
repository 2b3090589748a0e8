import type { Positions } from '../labels/relations-between.js';

/** Diagonal of the box around all finite positions [length × 3]; 0 where nothing moves, not finite without any. */
export function extentOf(effector: Positions): number {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = low.map((value) => -value);
  effector.forEach((value, index) => {
    if (!Number.isFinite(value)) return;
    low[index % 3] = Math.min(low[index % 3] ?? value, value);
    high[index % 3] = Math.max(high[index % 3] ?? value, value);
  });
  return Math.hypot(...high.map((value, axis) => value - (low[axis] ?? value)));
}

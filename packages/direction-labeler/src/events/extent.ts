import type { Positions } from '../labels/relations-between.js';

/** Diagonal of the box around all finite positions [length × 3]; 0 where nothing moves, not finite without any. */
export function extentOf(effector: Positions): number {
  return Math.hypot(sideOf(effector, 0), sideOf(effector, 1), sideOf(effector, 2));
}

function sideOf(effector: Positions, axis: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let place = axis; place < effector.length; place += 3) {
    const value = effector[place] as number;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

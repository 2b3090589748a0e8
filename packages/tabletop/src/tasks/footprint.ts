import { thingShapes } from '../model/thing.js';
import type { ThingState } from '../world/world-state.js';
import { axesOffset, uprightAxes } from './spot.js';

/** Half the narrowest of what a thing stands on, metres. */
function halfFoot({ kind }: ThingState): number {
  const { radius, foot = radius, sides = [foot, foot] } = thingShapes[kind];
  return Math.min(...sides);
}

/**
 * Whether a thing stands beside another: what stands in or on that, out to its very edge, is nearer by a quarter of its own
 * width, and what touches it from the side is farther by as much.
 */
export function isApart(object: ThingState, target: ThingState): boolean {
  const { radius, sides } = thingShapes[target.kind];
  const least = halfFoot(object) / 2;
  const [along, across] = axesOffset(target.position, uprightAxes(target), object.position);
  if (sides === undefined) return Math.hypot(along, across) >= radius + least;
  return Math.abs(along) >= sides[0] + least || Math.abs(across) >= sides[1] + least;
}

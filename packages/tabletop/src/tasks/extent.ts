import { thingShapes } from '../model/thing.js';
import type { ThingState } from '../world/world-state.js';

/** From a thing's origin down to its lowest point as it lies, metres. */
export function extentBelow({ kind, rotation }: Pick<ThingState, 'kind' | 'rotation'>): number {
  const { bottom, radius, foot = radius, isRound } = thingShapes[kind];
  const [x, y, z] = [rotation[6] ?? 0, rotation[7] ?? 0, rotation[8] ?? 1];
  if (kind === 'box') return bottom * (Math.abs(x) + Math.abs(y) + Math.abs(z));
  return isRound ? bottom * Math.abs(z) + foot * Math.hypot(x, y) : bottom;
}

/** Height of a thing's lowest point, world frame, metres. */
export function lowestPoint(thing: Pick<ThingState, 'kind' | 'rotation' | 'position'>): number {
  return thing.position[2] - extentBelow(thing);
}

/** Height of a thing's highest point, world frame, metres. */
export function highestPoint(thing: Pick<ThingState, 'kind' | 'rotation' | 'position'>): number {
  const { bottom, top } = thingShapes[thing.kind];
  return thing.position[2] + (bottom === 0 ? top : extentBelow(thing));
}

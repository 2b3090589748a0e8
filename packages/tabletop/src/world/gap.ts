import { type ThingKind, thingShapes } from '../model/thing.js';

/** Room that open fingers need beside what they take, metres. */
const fingers = 0.055;

/** Room between two things that are not taken, metres. */
const little = 0.015;

/** How far apart two things must be for the hand to get at both, between their footprints, metres. */
export function handGap(one: ThingKind, other: ThingKind): number {
  const isTaken = (kind: ThingKind) => thingShapes[kind].grasp !== null;
  if (!isTaken(one) && !isTaken(other)) return little;
  return fingers - (isTaken(one) && isTaken(other) ? 0 : 0.02);
}

/** Room between a thing and the one that it is put beside, so that the fingers can open, metres. */
export const besideGap = 0.05;

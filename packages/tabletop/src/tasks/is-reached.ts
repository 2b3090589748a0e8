import { tableHeight } from '../model/settings.js';
import { thingShapes } from '../model/thing.js';
import type { WorldState } from '../world/world-state.js';
import { lowestPoint } from './extent.js';
import { isApart } from './footprint.js';
import { missingName } from './missing-name.js';
import { relationKindOf } from './relation-kinds.js';
import { offsetFrom, spotOf, thingOf } from './spot.js';
import type { Goal } from './task.js';

/** Limits of the relations, metres; what lies at rest keeps at least 3 mm from each. */
export const goalLimits = {
  /** How far the lowest point may be below the surface that it is on; how far above, its spot says. */
  below: 0.01,
  /** How far the lowest point of what stands beside something may be from the table. */
  table: 0.012,
  /** From middle to middle beside each other, beyond both radii. */
  gap: 0.1,
  /** How far aside of the straight line to the left, right, front or back. */
  aside: 0.06,
  open: 0.1,
  closed: 0.012,
  pressed: 0.009,
} as const;

/** Slower than this is at rest, metres per second. */
const rest = 0.08;

/**
 * Whether a goal holds: the thing lies where it should, let go and at rest. Numbers that are none meet no goal: every
 * limit is written so that it has to be kept, not so that it must not be broken.
 *
 * @throws InspireError `TASK_INVALID` for names that the scene lacks, and relations that are none.
 */
export function isReached(goal: Goal, state: WorldState): boolean {
  const kind = relationKindOf(goal);
  if (!('target' in goal)) return isPartSet(goal, state);
  const object = thingOf(state, goal.object);
  const isLeft = !object.touched && object.speed <= rest;
  if (!isLeft) return false;
  return kind === 'held' ? isHeld(goal, state) : isBeside(goal, state);
}

/**
 * Whether all goals hold.
 *
 * @throws InspireError `TASK_INVALID` as {@link isReached} does.
 */
export function areReached(goals: readonly Goal[], state: WorldState): boolean {
  return goals.every((goal) => isReached(goal, state));
}

function isPartSet(
  { relation, object }: Exclude<Goal, { readonly target: string }>,
  { parts }: WorldState,
): boolean {
  const part = parts.find(({ name }) => name === object);
  if (part === undefined) throw missingName(object);
  if (relation === 'open') return part.value >= goalLimits.open;
  if (relation === 'closed') return part.value <= goalLimits.closed;
  return part.value >= goalLimits.pressed;
}

function isHeld(goal: Extract<Goal, { readonly target: string }>, state: WorldState): boolean {
  const object = thingOf(state, goal.object);
  const spot = spotOf(state, goal.target);
  const [along, across] = offsetFrom(spot, object.position);
  const isWithin = spot.isRound
    ? Math.hypot(along, across) <= spot.half[0]
    : Math.abs(along) <= spot.half[0] && Math.abs(across) <= spot.half[1];
  const height = lowestPoint(object) - spot.position[2];
  return isWithin && height >= -goalLimits.below && height <= spot.above;
}

function isBeside(goal: Extract<Goal, { readonly target: string }>, state: WorldState): boolean {
  const object = thingOf(state, goal.object);
  const target = thingOf(state, goal.target);
  const isOnTable = Math.abs(lowestPoint(object) - tableHeight) <= goalLimits.table;
  const dx = object.position[0] - target.position[0];
  const dy = object.position[1] - target.position[1];
  const reach = thingShapes[object.kind].radius + thingShapes[target.kind].radius;
  const isNear = isApart(object, target) && Math.hypot(dx, dy) <= reach + goalLimits.gap;
  if (!isOnTable || !isNear) return false;
  if (goal.relation === 'next-to') return true;
  const isAcross = goal.relation === 'left-of' || goal.relation === 'right-of';
  const forward = goal.relation === 'right-of' || goal.relation === 'in-front-of';
  const [along, aside] = isAcross ? [dy, dx] : [dx, dy];
  return (forward ? along : -along) >= reach * 0.7 && Math.abs(aside) <= goalLimits.aside;
}

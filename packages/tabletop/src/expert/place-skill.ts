import { handSizes } from '../model/hand.js';
import { tableHeight } from '../model/settings.js';
import { highestPoint, lowestPoint } from '../tasks/extent.js';
import { isReached } from '../tasks/is-reached.js';
import { thingOf } from '../tasks/spot.js';
import { nearestAngle } from '../world/rotations.js';
import type { ThingState, WorldState } from '../world/world-state.js';
import { highestAlong } from './clearance.js';
import { chooseSide, graspPose, sidestep } from './grasp-pose.js';
import type { HandGoal } from './move.js';
import { distanceAcross, type PlacingGoal, type PlacingPoint, placingPoint } from './placing-point.js';
import { openingOf, type Skill, upwards, yawOf } from './skill.js';
import { travel } from './travel.js';

type Phase = 'reach' | 'close' | 'carry' | 'release' | 'leave';

interface Memory {
  phase: Phase;
  /** Ticks in this phase. */
  ticks: number;
  /** Ticks without a grasp while carrying, or without coming down while putting. */
  idle: number;
  side: number | null;
  point: PlacingPoint | null;
  lowest: number;
  /** From the hand to the thing when it was taken, metres. */
  held: readonly number[] | null;
  /** Where the hand was when it began to close or to let go, metres. */
  from: readonly number[] | null;
  /** Times that the thing could not be reached. */
  attempts: number;
}

/** Ticks after which the way to a thing counts as blocked. */
const patience = 90;

/** Faster than this a thing is not at rest yet, metres per second. */
const moving = 0.15;

/** A thing that has moved this far within the hand is lost, metres. */
const lost = 0.035;

/** A hand that has gone this far since it began to close or to let go was moved by something else, metres. */
const strayed = 0.015;

/** Distance between open fingers, metres. */
const wide = 1.7 * handSizes.opening;

/** Room between what the hand carries or its tips and what it passes over, metres. */
const margin = 0.025;

/** Takes a thing and puts it where its goal says; it starts again when the thing slips away. */
export function placeSkill(goal: PlacingGoal): Skill {
  const memory: Memory = {
    phase: 'reach',
    ticks: 0,
    idle: 0,
    side: null,
    point: null,
    lowest: 9,
    held: null,
    from: null,
    attempts: 0,
  };
  const enter = (phase: Phase) => {
    Object.assign(memory, { phase, ticks: 0, idle: 0, lowest: 9, held: null });
    if (phase !== 'leave') memory.from = null;
    if (phase === 'reach') Object.assign(memory, { side: null, point: null });
  };
  return {
    next(state) {
      const object = thingOf(state, goal.object);
      memory.ticks += 1;
      // What has come to its place by itself is left there.
      if (memory.phase === 'reach' && isReached(goal, state)) enter('leave');
      const other = phaseOf(state, object, memory);
      if (other !== memory.phase) enter(other);
      if (memory.phase === 'reach') return reach(state, object, memory, enter);
      if (memory.phase === 'close') return close(state, object, memory, enter);
      if (memory.phase === 'carry') return carry(state, object, goal, memory, enter);
      if (memory.phase === 'release') return release(state, memory, enter);
      return leave(state, object, memory);
    },
  };
}

type Enter = (phase: Phase) => void;

/** The phase that fits what is seen, where something else has moved the hand: else the one that is remembered. */
function phaseOf(state: WorldState, { grasped }: ThingState, { phase, from }: Memory): Phase {
  const hasMoved = from !== null && distance(state.hand.position, from) > strayed;
  // What is in the hand already, whoever took it, is carried on and not let go.
  if (grasped && (phase === 'reach' || (hasMoved && phase !== 'close'))) return 'carry';
  if (grasped) return phase;
  const isWide = openingOf(state) > wide;
  // Nothing is carried by open fingers, nor taken where the hand is not any more.
  return (phase === 'carry' && isWide) || (phase === 'close' && hasMoved) ? 'reach' : phase;
}

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)));
}

function reach(state: WorldState, object: ThingState, memory: Memory, enter: Enter): HandGoal {
  const { hand } = state;
  memory.side ??= chooseSide(object, state, memory.attempts);
  const { position: middle, yaw } = graspPose(object, memory.side);
  const [alongX, alongY] = sidestep(object, state, memory.side);
  const position = [middle[0] + alongX, middle[1] + alongY, middle[2]] as const;
  if (openingOf(state) < wide) {
    // Whatever it holds or has closed on is let go before it moves on.
    return { position: hand.position, yaw: yawOf(state), isOpen: true };
  }
  const turn = nearestAngle(yawOf(state) - yaw, Math.PI);
  if (isStuck(object, memory)) {
    enter('close');
    return { position: hand.position, yaw: yawOf(state), isOpen: false };
  }
  const aside = Math.hypot(position[0] - hand.position[0], position[1] - hand.position[1]);
  const isThere = aside < 0.006 && Math.abs(position[2] - hand.position[2]) < 0.006;
  if (isThere && Math.abs(turn) < 0.08) {
    enter('close');
    return { position, yaw, isOpen: false };
  }
  const over = highestAlong(state, hand.position, position, [object.name]) + handSizes.tip + margin;
  const hover = highestPoint(object) - position[2] + handSizes.tip + margin;
  if (memory.ticks > patience) {
    memory.attempts += 1;
    enter('reach');
  }
  if (memory.attempts > 0 && memory.ticks < 12) {
    return upwards(state, Math.max(over, position[2] + hover), true, yawOf(state));
  }
  // What still rocks is left to come to rest.
  const isMoving = object.speed > moving && !object.touched;
  return travel(
    { end: position, yaw, isOpen: true, over, hover, isWaiting: isMoving || Math.abs(turn) > 0.25 },
    hand,
  );
}

/** Whether a thing hangs on open fingers, and would go wherever the hand goes. */
function isStuck(object: ThingState, memory: Memory): boolean {
  return (
    object.touched && memory.ticks > 30 && object.speed > 0.02 && lowestPoint(object) > tableHeight + 0.03
  );
}

function close(state: WorldState, object: ThingState, memory: Memory, enter: Enter): HandGoal {
  const { hand } = state;
  memory.from ??= hand.position;
  memory.idle = object.grasped ? memory.idle + 1 : 0;
  if (memory.idle >= 2) enter('carry');
  else if (memory.ticks > 12) enter('reach');
  return { position: hand.position, yaw: yawOf(state), isOpen: memory.phase === 'reach' };
}

function carry(
  state: WorldState,
  object: ThingState,
  goal: PlacingGoal,
  memory: Memory,
  enter: Enter,
): HandGoal {
  const { hand } = state;
  const held = [0, 1, 2].map((axis) => (object.position[axis] ?? 0) - (hand.position[axis] ?? 0));
  memory.held ??= held;
  const slipped = distance(held, memory.held);
  memory.idle = object.touched && slipped < lost ? 0 : memory.idle + 1;
  if (memory.idle > 3) enter('reach');
  // What it is put on may move; a place beside something is chosen once.
  const isOnto = goal.relation === 'on' || goal.relation === 'in';
  if (isOnto || memory.point === null) memory.point = placingPoint(goal, state);
  const { position: point, rim } = memory.point;
  const hanging = hand.position[2] - lowestPoint(object);
  const end = [0, 1].map(
    (axis) => (hand.position[axis] ?? 0) + (point[axis] ?? 0) - (object.position[axis] ?? 0),
  );
  const [x = 0, y = 0] = end;
  const height = lowestPoint(object) - point[2];
  if (distanceAcross(point, object) < 0.01 && (height < 0.005 || isStopped(state, memory))) enter('release');
  const along = highestAlong(state, object.position, point, [object.name, goal.target]);
  const over = Math.max(along, rim) + hanging + margin;
  const way = {
    end: [x, y, point[2] + hanging + 0.002] as const,
    yaw: yawOf(state),
    isOpen: memory.phase === 'release',
    over,
    hover: over - point[2] - hanging,
  };
  return travel(way, hand);
}

/** Whether the hand has not come down for some ticks, near where it shall put the thing. */
function isStopped({ hand }: WorldState, memory: Memory): boolean {
  const height = hand.position[2];
  if (height < memory.lowest - 0.002) {
    memory.lowest = height;
    memory.ticks = 0;
  }
  return memory.ticks > 6;
}

function release(state: WorldState, memory: Memory, enter: Enter): HandGoal {
  memory.from ??= state.hand.position;
  if (openingOf(state) > 1.8 * handSizes.opening || memory.ticks > 8) enter('leave');
  return { position: state.hand.position, yaw: yawOf(state), isOpen: true };
}

function leave(state: WorldState, object: ThingState, memory: Memory): HandGoal | null {
  const height = highestPoint(object) + handSizes.tip + 2 * margin;
  const isClear = state.hand.position[2] > height - 0.006 && object.speed < moving / 3;
  // What hangs on the hand goes up with it for ever.
  if (isClear || memory.ticks > 30) return null;
  return upwards(state, Math.min(height, tableHeight + 0.3), true, yawOf(state));
}

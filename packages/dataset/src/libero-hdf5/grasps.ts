import type { BodyPoses, StateTable } from '../mjcf/kinematics.js';
import { sitePositions } from '../mjcf/kinematics.js';
import type { Body, Joint, KinematicModel, Site } from '../mjcf/model.js';
import { rotateBack, value } from '../mjcf/quaternion.js';
import { type GripInterval, gripIntervals } from './grip-intervals.js';

/** What grasps are inferred from. */
export interface GraspInput {
  readonly model: KinematicModel;
  /** Of all frames. */
  readonly poses: BodyPoses;
  readonly states: StateTable;
  /** [frames × 7], the gripper's command last, positive closes. */
  readonly actions: Float64Array;
  /** The point between the fingers. */
  readonly site: Site;
}

/** The hand must carry something at least this far to tell it from what lies still, metres. */
const shortestCarry = 0.01;

/** A body is carried if the grip slips along it by less than this part of the hand's way. */
const largestSlip = 0.25;

/** A body is lost at a frame in which the grip slips along it by more than this, metres. */
const losingSlip = 0.01;

const actionWidth = 7;

/**
 * Which bodies the gripper holds at which frames. Contacts are not recorded, so this is inferred: the fingers stop
 * short of each other while told to close ({@link gripIntervals}), and the body moves with the hand meanwhile: the
 * point between the fingers stays where it is in the body's frame. Of several such bodies (a bowl and what lies in
 * it) it is the one with a geom closest to that point.
 *
 * A drawer that is pushed with closed fingers is not held; one that is drawn by its handle is.
 *
 * @returns flags [frames] by body, for all bodies but the robot's; a part has those of its whole object. Empty where
 * the gripper has no two sliding fingers.
 */
export function inferGrasps(input: GraspInput): ReadonlyMap<string, Uint8Array> {
  const { model, poses, states, actions, site } = input;
  const fingers = fingersOf(model);
  if (fingers.length !== 2) return new Map();
  const roots = rootsOf(model.bodies);
  const robot = roots[site.body];
  const flags = new Map<number, Uint8Array>();
  roots.forEach((root, body) => {
    if (root !== robot && body !== 0 && !flags.has(root)) flags.set(root, new Uint8Array(poses.frames));
  });
  const commands = Float64Array.from(
    { length: poses.frames },
    (_, frame) => actions[frame * actionWidth + actionWidth - 1] ?? 0,
  );
  const grips = sitePositions(model, poses, site);
  for (const interval of gripIntervals(fingerWidths(fingers, states, poses.frames), commands)) {
    const carried = carriedBody(input, grips, interval, roots, robot);
    if (carried !== null) flags.get(roots[carried.body] ?? 0)?.fill(1, interval.start, carried.end);
  }
  return new Map(
    model.bodies.flatMap(({ name }, body) => {
      const found = flags.get(roots[body] ?? 0);
      return found === undefined || body === 0 ? [] : [[name, found]];
    }),
  );
}

function fingersOf({ bodies }: KinematicModel): readonly Joint[] {
  return bodies
    .flatMap(({ joints }) => joints)
    .filter(({ name, type }) => type === 'slide' && /finger_joint\d$/.test(name));
}

function fingerWidths(fingers: readonly Joint[], { values, width, offset }: StateTable, frames: number) {
  return Float64Array.from({ length: frames }, (_, frame) =>
    fingers.reduce((sum, { address }) => sum + Math.abs(value(values, frame * width + offset + address)), 0),
  );
}

/** For every body, the body of the world that it belongs to. */
function rootsOf(bodies: readonly Body[]): readonly number[] {
  const roots: number[] = [];
  bodies.forEach(({ parent }, body) => {
    roots.push(parent === 0 ? body : (roots[parent] ?? body));
  });
  return roots;
}

interface Carried {
  readonly body: number;
  /** The frame at which it was lost, or the grip's end. */
  readonly end: number;
}

function carriedBody(
  { model, poses }: GraspInput,
  grips: Float64Array,
  interval: GripInterval,
  roots: readonly number[],
  robot: number | undefined,
): Carried | null {
  let nearest: Carried | null = null;
  let distance = Number.POSITIVE_INFINITY;
  model.bodies.forEach(({ joints }, body) => {
    if (joints.length === 0 || roots[body] === robot) return;
    const end = carriedUntil(poses, model.bodies.length, grips, interval, body);
    if (end === null) return;
    const found = closestGeom(model, poses, grips, interval.start, body);
    if (found < distance) nearest = { body, end };
    distance = Math.min(distance, found);
  });
  return nearest;
}

/** The frame until which a body moves with the hand, or null where it does not. */
function carriedUntil(
  { positions, orientations }: BodyPoses,
  bodies: number,
  grips: Float64Array,
  { start, end }: GripInterval,
  body: number,
): number | null {
  const scratch = new Float64Array(6);
  let way = 0;
  let slip = 0;
  for (let frame = start; frame < end; frame += 1) {
    const row = frame * bodies + body;
    for (let axis = 0; axis < 3; axis += 1) {
      scratch[axis] = value(grips, frame * 3 + axis) - value(positions, row * 3 + axis);
    }
    rotateBack(scratch, 0, orientations, row * 4, scratch, 0);
    if (frame > start) {
      const slipped = distanceBetween(scratch, 0, scratch, 3);
      if (slipped > losingSlip && isCarried(way, slip)) return frame;
      slip += slipped;
      way += distanceBetween(grips, frame * 3, grips, frame * 3 - 3);
    }
    scratch.copyWithin(3, 0, 3);
  }
  return isCarried(way, slip) ? end : null;
}

function isCarried(way: number, slip: number): boolean {
  return way >= shortestCarry && slip < way * largestSlip;
}

/** Distance from the grip to the centre of a body's closest geom at a frame, metres; of its origin if it has none. */
function closestGeom(
  { bodies, geoms }: KinematicModel,
  { positions, orientations }: BodyPoses,
  grips: Float64Array,
  frame: number,
  body: number,
): number {
  const row = frame * bodies.length + body;
  const grip = new Float64Array(3);
  for (let axis = 0; axis < 3; axis += 1) {
    grip[axis] = value(grips, frame * 3 + axis) - value(positions, row * 3 + axis);
  }
  rotateBack(grip, 0, orientations, row * 4, grip, 0);
  const distances = geoms
    .filter((geom) => geom.body === body)
    .map(({ position }) => distanceBetween(grip, 0, position, 0));
  return distances.length === 0 ? Math.hypot(...grip) : Math.min(...distances);
}

function distanceBetween(a: Float64Array, i: number, b: Float64Array, j: number): number {
  return Math.hypot(
    value(a, i) - value(b, j),
    value(a, i + 1) - value(b, j + 1),
    value(a, i + 2) - value(b, j + 2),
  );
}

import { handSizes } from '../model/hand.js';
import { tableHeight } from '../model/settings.js';
import { thingShapes } from '../model/thing.js';
import { arcTangent2 } from '../trigonometry/arcs.js';
import { cosine, sine } from '../trigonometry/sine-cosine.js';
import { nearestAngle, type Vector3 } from '../world/rotations.js';
import type { ThingState, WorldState } from '../world/world-state.js';
import { obstaclesOf } from './clearance.js';

/** Where the hand takes a thing. */
export interface GraspPose {
  /** Of the end effector, world frame, metres. */
  readonly position: Vector3;
  readonly yaw: number;
}

/** Sides of a rim, as angles from x, in the order that they are preferred. */
export const rimSides = [Math.PI / 2, -Math.PI / 2, 0, Math.PI] as const;

/** Where to take a thing as it lies now: a rim at the side that was chosen, others with the hand turned so. */
export function graspPose(thing: ThingState, side: number): GraspPose {
  const { grasp, radius } = thingShapes[thing.kind];
  const [x, y, z] = thing.position;
  const upright = thing.rotation[8] ?? 1;
  // Never higher than anything lies: what hangs on the hand would lead it ever further up.
  const height = (above: number) =>
    tableHeight + Math.min(0.18, Math.max(handSizes.tip + 0.004, z + above - tableHeight));
  if (grasp?.at === 'rim' && upright > 0.6) {
    const [aside, along, above] = rimPoint(thing.rotation, side, grasp);
    return { position: [x + aside, y + along, height(above)], yaw: rimYaw(side) };
  }
  if (thing.kind === 'box' || Math.abs(upright) > 0.8) {
    const yaw = thing.kind === 'box' ? boxYaw(thing) : 0;
    return { position: [x, y, height(grasp?.height ?? 0)], yaw: nearestAngle(yaw + side, Math.PI) };
  }
  // It lies on its side: the fingers close across its axis.
  const axis = arcTangent2(thing.rotation[5] ?? 0, thing.rotation[2] ?? 1);
  return { position: [x, y, height(Math.min(0, radius - 0.02))], yaw: nearestAngle(axis, Math.PI) };
}

/** From a round thing's origin to the point of its rim at a side, however it leans, metres. */
function rimPoint(
  rotation: readonly number[],
  side: number,
  { radius, height }: { readonly radius: number; readonly height: number },
): Vector3 {
  const axis = [2, 5, 8].map((index) => rotation[index] ?? 0);
  const [nx = 0, ny = 0, nz = 1] = axis;
  const [ux, uy] = [cosine(side), sine(side)];
  const leaning = ux * nx + uy * ny;
  const [vx, vy, vz] = [ux - leaning * nx, uy - leaning * ny, -leaning * nz];
  const share = radius / Math.hypot(vx, vy, vz);
  return [share * vx + height * nx, share * vy + height * ny, share * vz + height * nz];
}

/** The yaw at which the fingers close along the direction to the middle. */
function rimYaw(side: number): number {
  return Math.abs(sine(side)) > 0.5 ? 0 : Math.PI / 2;
}

/** The yaw of a cube's sides, within an eighth of a turn; of whichever sides stand upright now. */
function boxYaw({ rotation }: ThingState): number {
  const heights = [6, 7, 8].map((index) => Math.abs(rotation[index] ?? 0));
  const column = heights.indexOf(Math.min(...heights));
  return nearestAngle(arcTangent2(rotation[3 + column] ?? 0, rotation[column] ?? 1), Math.PI / 2);
}

/** Turns of the hand at which something is taken across its middle, in the order that they are preferred. */
const turns = [0, Math.PI / 2] as const;

/** How far from the middle the fingers are before they close, metres. */
const apart = 0.046;

/**
 * The side of a rim, or the turn of the hand, with the most room for the fingers; the preferred one unless it is
 * crowded.
 *
 * @param attempts - that failed; each makes the next one start with another side.
 */
export function chooseSide(thing: ThingState, state: WorldState, attempts: number): number {
  const roomAt = createRoom(thing, state);
  const isRim = thingShapes[thing.kind].grasp?.at === 'rim';
  const room = (side: number) => {
    const pose = graspPose(thing, side);
    if (isRim) return roomAt(pose, side, apart);
    const across = pose.yaw + Math.PI / 2;
    return Math.min(roomAt(pose, across, apart), roomAt(pose, across, -apart));
  };
  const sides: readonly number[] = isRim ? rimSides : turns;
  const ordered = sides.map((_, index) => sides[(index + attempts) % sides.length] ?? 0);
  return ordered.reduce((best, side) => (room(side) > room(best) + 0.008 ? side : best));
}

/** Room that a finger needs, metres; and how far the open hand may be aside of what it closes on. */
const finger = { room: 0.008, slack: 0.014 } as const;

/**
 * How far aside the hand comes down, metres along x and y, where what it takes across its middle has something close on
 * one side only: the open fingers are wider than any thing.
 */
export function sidestep(thing: ThingState, state: WorldState, side: number): readonly [number, number] {
  if (thingShapes[thing.kind].grasp?.at !== 'middle') return [0, 0];
  const pose = graspPose(thing, side);
  const roomAt = createRoom(thing, state);
  const across = pose.yaw + Math.PI / 2;
  const [here, there] = [roomAt(pose, across, apart), roomAt(pose, across, -apart)];
  if (Math.min(here, there) >= finger.room) return [0, 0];
  const free = Math.max(here, there) - finger.room;
  const step = Math.max(0, Math.min(finger.slack, free, finger.room - Math.min(here, there)));
  const away = here < there ? -step : step;
  return [away * cosine(across), away * sine(across)];
}

/** What tells how much room there is about a point at an angle and a distance from a grasp, metres, 0.05 at most. */
function createRoom(thing: ThingState, state: WorldState) {
  const others = obstaclesOf(state).filter(
    ({ name, position }) => name !== thing.name && isBeside(thing, position),
  );
  return ({ position: [x, y] }: GraspPose, angle: number, distance: number) => {
    const [px, py] = [x + distance * cosine(angle), y + distance * sine(angle)];
    const rooms = others.map(
      ({ position, radius }) => Math.hypot(position[0] - px, position[1] - py) - radius,
    );
    return Math.min(0.05, ...rooms);
  };
}

/** What lies under a thing does not stand in the fingers' way. */
function isBeside({ position }: ThingState, other: Vector3): boolean {
  return other[2] > position[2] - 0.03 || Math.hypot(other[0] - position[0], other[1] - position[1]) > 0.03;
}

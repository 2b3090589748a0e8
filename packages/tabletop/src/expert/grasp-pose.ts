import { handSizes } from '../model/hand.js';
import { tableHeight } from '../model/settings.js';
import { thingShapes } from '../model/thing.js';
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

/** Where to take a thing as it lies now; of a rim, at the side that was chosen. */
export function graspPose(thing: ThingState, side: number): GraspPose {
  const { grasp, radius } = thingShapes[thing.kind];
  const [x, y, z] = thing.position;
  const upright = thing.rotation[8] ?? 1;
  // Never higher than anything lies: what hangs on the hand would lead it ever further up.
  const height = (above: number) =>
    tableHeight + Math.min(0.18, Math.max(handSizes.tip + 0.004, z + above - tableHeight));
  if (grasp?.at === 'rim' && upright > 0.8) {
    const [aside, along] = [Math.cos(side) * grasp.radius, Math.sin(side) * grasp.radius];
    return { position: [x + aside, y + along, height(grasp.height)], yaw: rimYaw(side) };
  }
  if (thing.kind === 'box') return { position: [x, y, height(grasp?.height ?? 0)], yaw: boxYaw(thing) };
  if (Math.abs(upright) > 0.8) return { position: [x, y, height(grasp?.height ?? 0)], yaw: 0 };
  // It lies on its side: the fingers close across its axis.
  const axis = Math.atan2(thing.rotation[5] ?? 0, thing.rotation[2] ?? 1);
  return { position: [x, y, height(Math.min(0, radius - 0.02))], yaw: nearestAngle(axis, Math.PI) };
}

/** The yaw at which the fingers close along the direction to the middle. */
function rimYaw(side: number): number {
  return Math.abs(Math.sin(side)) > 0.5 ? 0 : Math.PI / 2;
}

/** The yaw of a cube's sides, within an eighth of a turn; of whichever sides stand upright now. */
function boxYaw({ rotation }: ThingState): number {
  const heights = [6, 7, 8].map((index) => Math.abs(rotation[index] ?? 0));
  const column = heights.indexOf(Math.min(...heights));
  return nearestAngle(Math.atan2(rotation[3 + column] ?? 0, rotation[column] ?? 1), Math.PI / 2);
}

/** The side of a rim with the most room for the outer finger; the preferred one unless it is crowded. */
export function chooseRimSide(thing: ThingState, state: WorldState): number {
  const others = obstaclesOf(state).filter(({ name }) => name !== thing.name);
  const room = (side: number) => {
    const away = thingShapes[thing.kind].radius + 0.03;
    const x = thing.position[0] + away * Math.cos(side);
    const y = thing.position[1] + away * Math.sin(side);
    const distances = others.map(
      ({ position, radius }) => Math.hypot(position[0] - x, position[1] - y) - radius,
    );
    return Math.min(0.05, ...distances);
  };
  return rimSides.reduce<number>((best, side) => (room(side) > room(best) + 0.01 ? side : best), rimSides[0]);
}

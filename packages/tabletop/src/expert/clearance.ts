import { tableHeight } from '../model/settings.js';
import { thingShapes } from '../model/thing.js';
import { highestPoint } from '../tasks/extent.js';
import type { Vector3 } from '../world/rotations.js';
import type { WorldState } from '../world/world-state.js';

/** Half the width of the hand, metres. */
const reach = 0.075;

/** Radius and height above the table of a drawer's front and handle, metres. */
const drawer = { radius: 0.1, top: 0.105 } as const;

interface Obstacle {
  readonly name: string;
  readonly position: Vector3;
  readonly radius: number;
  readonly top: number;
}

/** Everything that a hand could run into. */
export function obstaclesOf({ things, parts }: WorldState): readonly Obstacle[] {
  return [
    ...things.map((thing) => ({
      name: thing.name,
      position: thing.position,
      radius: thingShapes[thing.kind].radius,
      top: highestPoint(thing),
    })),
    ...parts
      .filter(({ name, value }) => name.endsWith('_drawer') && value > 0.01)
      .map(({ name, position }) => ({
        name,
        position,
        radius: drawer.radius,
        top: tableHeight + drawer.top,
      })),
  ];
}

/** Highest point of what stands along the straight way between two places, world frame, metres. */
export function highestAlong(
  state: WorldState,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  ignored: readonly string[],
): number {
  return obstaclesOf(state)
    .filter(({ name }) => !ignored.includes(name))
    .filter(({ position, radius }) => distanceToWay(position, from, to) < radius + reach)
    .reduce((highest, { top }) => Math.max(highest, top), tableHeight);
}

function distanceToWay([x, y]: Vector3, from: ArrayLike<number>, to: ArrayLike<number>): number {
  const [fx, fy] = [from[0] ?? 0, from[1] ?? 0];
  const [dx, dy] = [(to[0] ?? 0) - fx, (to[1] ?? 0) - fy];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - fx) * dx + (y - fy) * dy) / square));
  return Math.hypot(x - fx - share * dx, y - fy - share * dy);
}

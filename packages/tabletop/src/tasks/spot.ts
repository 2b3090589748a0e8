import { thingShapes } from '../model/thing.js';
import { cabinetSizes } from '../model/things/cabinet.js';
import { stoveSizes } from '../model/things/stove.js';
import type { Vector3 } from '../world/rotations.js';
import type { ThingState, WorldState } from '../world/world-state.js';
import { missingName } from './missing-name.js';

/** A place that something can be put on or in, world frame, metres. */
export interface Spot {
  /** Middle of the surface. */
  readonly position: Vector3;
  /** Axes of the surface along x and y, as columns of a matrix [9]. */
  readonly rotation: readonly number[];
  /** How far from the middle a thing's middle may be, along the axes. */
  readonly half: readonly [number, number];
  readonly isRound: boolean;
  readonly relation: 'on' | 'in';
  /** Highest point of its walls, which carried things must pass over. */
  readonly rim: number;
  /** How far above the surface the lowest point of what lies there may be, metres. */
  readonly above: number;
}

/** How far above a surface the lowest point of what lies there may be, metres; what lies at rest keeps at least 3 mm from each. */
const above = {
  on: 0.012,
  /** In a bowl or a drawer things may lie on a slope, or on a box that lies there (0.04), and not on a drawer's wall (0.049). */
  in: 0.045,
  /** Of a basket: from its rim down; on a cup that stands in it, a thing is at the rim, and not in the basket. */
  belowRim: 0.01,
} as const;

/** Finds a thing by its name. */
export function thingOf(state: WorldState, name: string): ThingState {
  const thing = state.things.find((candidate) => candidate.name === name);
  if (thing === undefined) throw missingName(name);
  return thing;
}

/**
 * Where things are put on or in a thing or a drawer now.
 *
 * @throws InspireError `TASK_INVALID` for a name that the scene lacks or a thing that holds nothing.
 */
export function spotOf(state: WorldState, target: string): Spot {
  const drawer = state.parts.find(({ name }) => name === target);
  if (drawer !== undefined) return drawerSpot(state, target, drawer.value);
  const thing = thingOf(state, target);
  const { kind, position } = thing;
  const { holds, top } = thingShapes[kind];
  if (holds === null) throw missingName(target);
  const rotation = uprightAxes(thing);
  const local: Vector3 = kind === 'stove' ? stoveSizes.burner : [0, 0, holds.height];
  return {
    position: transform(position, rotation, local),
    rotation,
    half: [holds.radius, holds.radius],
    isRound: holds.isSquare !== true,
    relation: holds.relation,
    rim: position[2] + top,
    above: kind === 'basket' ? top - holds.height - above.belowRim : above[holds.relation],
  };
}

/** A thing's own axes [9], columns; of a cube, whichever of its faces is uppermost is its top. */
export function uprightAxes({ kind, rotation }: Pick<ThingState, 'kind' | 'rotation'>): readonly number[] {
  return kind === 'box' ? uppermost(rotation) : rotation;
}

/** The axes of a cube [9], columns, with the one last that points up. */
function uppermost(rotation: readonly number[]): readonly number[] {
  const column = (index: number): Vector3 => [
    rotation[index] ?? 0,
    rotation[index + 3] ?? 0,
    rotation[index + 6] ?? 0,
  ];
  const columns = [column(0), column(1), column(2)] as const;
  const up = columns.reduce((best, other) => (Math.abs(other[2]) > Math.abs(best[2]) ? other : best));
  const [x, y] = columns.filter((axis) => axis !== up);
  const sign = up[2] < 0 ? -1 : 1;
  return [0, 1, 2].flatMap((row) => [x?.[row] ?? 0, y?.[row] ?? 0, sign * (up[row] ?? 0)]);
}

function drawerSpot(state: WorldState, name: string, value: number): Spot {
  const { position, rotation } = thingOf(state, name.replace(/_drawer$/, ''));
  const [x, y, z] = cabinetSizes.drawer;
  return {
    position: transform(position, rotation, [x + value, y, z]),
    rotation,
    half: cabinetSizes.inner,
    isRound: false,
    relation: 'in',
    rim: position[2] + 0.105,
    above: above.in,
  };
}

/** A point of a thing's own frame in the world. */
export function transform([px, py, pz]: Vector3, rotation: readonly number[], [x, y, z]: Vector3): Vector3 {
  const row = (index: number) =>
    (rotation[index] ?? 0) * x + (rotation[index + 1] ?? 0) * y + (rotation[index + 2] ?? 0) * z;
  return [px + row(0), py + row(3), pz + row(6)];
}

/** How far a point is from a spot's middle along the spot's own axes, metres. */
export function offsetFrom({ position, rotation }: Spot, point: Vector3): readonly [number, number] {
  return axesOffset(position, rotation, point);
}

/** How far a point is from an origin along the x and y of a frame, by its rotation matrix [9], metres. */
export function axesOffset(
  origin: Vector3,
  rotation: readonly number[],
  [x, y]: Vector3,
): readonly [number, number] {
  const [dx, dy] = [x - origin[0], y - origin[1]];
  return [
    dx * (rotation[0] ?? 0) + dy * (rotation[3] ?? 0),
    dx * (rotation[1] ?? 0) + dy * (rotation[4] ?? 0),
  ];
}

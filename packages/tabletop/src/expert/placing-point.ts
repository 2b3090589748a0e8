import { tableHeight } from '../model/settings.js';
import { thingShapes } from '../model/thing.js';
import { spotOf, thingOf, transform } from '../tasks/spot.js';
import type { Goal } from '../tasks/task.js';
import { cosine, sine } from '../trigonometry/sine-cosine.js';
import { besideGap } from '../world/gap.js';
import { workspace } from '../world/hand-target.js';
import type { Vector3 } from '../world/rotations.js';
import type { ThingState, WorldState } from '../world/world-state.js';

/** A goal that is reached by putting a thing somewhere. */
export type PlacingGoal = Extract<Goal, { readonly target: string }>;

/** Where a thing shall be put. */
export interface PlacingPoint {
  /** Of its lowest point, world frame, metres. */
  readonly position: Vector3;
  /** Highest wall that it must pass over. */
  readonly rim: number;
}

/** Directions beside a thing, as angles from x; the viewer's right is the world's +y. */
const sides = { 'right-of': 0.5, 'left-of': -0.5, 'in-front-of': 0, behind: 1 } as const;

/** Chooses where a goal's thing is put now: the freest of the places that reach the goal. */
export function placingPoint(goal: PlacingGoal, state: WorldState): PlacingPoint {
  const object = thingOf(state, goal.object);
  const isOnto = goal.relation === 'on' || goal.relation === 'in';
  const { points, rim } = isOnto ? ontoPoints(goal, object, state) : besidePoints(goal, object, state);
  const others = state.things.filter(({ name }) => name !== goal.object && name !== goal.target);
  const room = ([x, y, z]: Vector3) =>
    others
      .filter(({ kind, position }) => (isOnto ? position[2] > z - 0.01 : thingShapes[kind].radius > 0))
      .map(
        ({ kind, position }) =>
          Math.hypot(position[0] - x, position[1] - y) -
          thingShapes[kind].radius -
          thingShapes[object.kind].radius,
      );
  const score = (point: Vector3) => Math.min(isOnto ? 0.005 : 0.05, ...room(point), 10 * reachable(point));
  const best = points.reduce((chosen, point) => (score(point) > score(chosen) + 1e-6 ? point : chosen));
  return { position: best, rim };
}

/** How far inside the hand's reach a point is, metres; negative outside. */
function reachable([x, y]: Vector3): number {
  const [[, largestX], [, largestY]] = workspace;
  return Math.min(largestX - Math.abs(x), largestY - Math.abs(y)) - 0.01;
}

interface Candidates {
  readonly points: readonly [Vector3, ...Vector3[]];
  readonly rim: number;
}

/** How far from the middle of the hot plate a bowl is put, metres. */
const awayFromButton = 0.007;

function isStove(name: string, { things }: WorldState): boolean {
  return things.some((thing) => thing.name === name && thing.kind === 'stove');
}

/** The middle, and points about it; in a basket, small things leave room for another. */
function ontoPoints({ target }: PlacingGoal, { kind }: ThingState, state: WorldState): Candidates {
  const spot = spotOf(state, target);
  const world = (x: number, y: number) => transform(spot.position, spot.rotation, [x, y, 0]);
  const [along, across] = spot.half;
  if (state.parts.some(({ name }) => name === target)) {
    // Of a drawer, the front half comes into the open.
    return {
      points: [world(0.3 * along, 0), world(0.3 * along, 0.5 * across), world(0.3 * along, -0.5 * across)],
      rim: spot.rim,
    };
  }
  // A bowl in the middle of a stove touches the button.
  const isWide = thingShapes[kind].radius > 0.05 && isStove(target, state);
  const middle = isWide ? world(-awayFromButton, 0) : world(0, 0);
  const isRoomy = spot.relation === 'in' && along > 2 * thingShapes[kind].radius;
  const away = isRoomy ? 0.55 * along : Math.max(0, along - 0.03);
  const around = [0, 4, 2, 6, 1, 3, 5, 7].map((eighth) => {
    const angle = (eighth * Math.PI) / 4;
    return world(cosine(angle) * away, sine(angle) * away);
  });
  return { points: isRoomy ? [world(away, 0), ...around] : [middle, ...around], rim: spot.rim };
}

function besidePoints(goal: PlacingGoal, object: ThingState, state: WorldState): Candidates {
  const target = thingOf(state, goal.target);
  const reach = thingShapes[object.kind].radius + thingShapes[target.kind].radius;
  const angles =
    goal.relation === 'next-to' ? [0.5, -0.5, 0, 1] : [sides[goal.relation as keyof typeof sides]];
  const point = (angle: number, turn: number, gap: number): Vector3 => [
    target.position[0] + cosine(angle * Math.PI + turn) * (reach + gap),
    target.position[1] + sine(angle * Math.PI + turn) * (reach + gap),
    tableHeight,
  ];
  const [first = 0] = angles;
  const points = angles.flatMap((angle) =>
    [0, 0.25, -0.25].flatMap((turn) => [besideGap, besideGap + 0.02].map((gap) => point(angle, turn, gap))),
  );
  return { points: [point(first, 0, besideGap), ...points], rim: tableHeight };
}

/** How far a thing is from where it shall be put, metres, across. */
export function distanceAcross(point: Vector3, { position }: ThingState): number {
  return Math.hypot(point[0] - position[0], point[1] - position[1]);
}

import { dot, length, unit, upDirection, type Vector } from '../frame/vectors.js';
import type { Positions } from '../labels/relations-between.js';
import { extentOf } from './extent.js';

/** Where the effector ended its last approach. */
export interface ApproachPoint {
  readonly frame: number;
  /** `turn`: it went back or up from there; `stop`: it ended there. */
  readonly kind: 'turn' | 'stop';
}

/** A straight piece of the way between two waypoints. */
interface Leg {
  readonly from: number;
  readonly to: number;
  readonly direction: Vector;
}

/** Waypoints stand this share of the way's extent apart: smaller movements are not looked at. */
const spacing = 0.05;
/** Cosine of 60°: a sharper bend is a turn. */
const bend = 0.5;
/** Cosine of 120°: beyond it the hand goes back. */
const reversal = -0.5;
/** Cosine of 45°: steeper than that it goes up or down. */
const steep = Math.SQRT1_2;

/**
 * The point where the effector turns or stops in its last approach, for tasks without a grasp.
 *
 * The way is cut into legs wherever it bends by more than 60°. A leg that goes back (by more than 120°) ends an
 * approach, or begins one again after a retreat; a leg that goes up (by more than 45°) ends one, a leg that goes
 * down begins one; any other leg goes on as before, so a push after a descent belongs to the approach. The point is
 * where the last approach ends. Nothing here depends on the unit of length.
 *
 * @param effector - positions of the end effector [length × 3]; frames that are not finite are left out.
 * @param up - which way is up in the effector's frame, of any length; default +z.
 * @returns null where the effector does not move.
 * @throws InspireError `FRAME_ROTATION` for an `up` without a direction.
 *
 * @example
 * ```ts
 * import { approachPoint } from '@inspire-vla/direction-labeler';
 *
 * // Down onto a button at z = 0, and up again.
 * const heights = [4, 3, 2, 1, 0, 1, 2, 3];
 * approachPoint(Float64Array.from(heights.flatMap((z) => [0, 0, z]))); // { frame: 4, kind: 'turn' }
 * ```
 */
export function approachPoint(effector: Positions, up: Vector = [0, 0, 1]): ApproachPoint | null {
  const vertical = upDirection(up);
  const legs = legsOf(effector, waypointsOf(effector));
  const last = legs.at(-1);
  if (last === undefined) return null;
  let end: number | null = null;
  let isApproach = true;
  legs.forEach((leg, index) => {
    const before = legs[index - 1];
    const height = dot(leg.direction, vertical);
    if (before !== undefined && dot(before.direction, leg.direction) < reversal) isApproach = !isApproach;
    else if (height > steep) isApproach = false;
    else if (height < -steep) isApproach = true;
    if (isApproach) end = leg.to;
  });
  const frame = end ?? last.to;
  return { frame, kind: frame === last.to ? 'stop' : 'turn' };
}

/** Frames that are at least the spacing away from the one before, and the last frame of movement. */
function waypointsOf(effector: Positions): readonly number[] {
  const gap = spacing * extentOf(effector);
  if (!(gap > 0)) return [];
  const waypoints: number[] = [];
  for (let frame = 0; frame < effector.length / 3; frame += 1) {
    const point = pointAt(effector, frame);
    if (!point.every(Number.isFinite)) continue;
    const last = waypoints.at(-1);
    if (last === undefined || length(between(pointAt(effector, last), point)) >= gap) waypoints.push(frame);
  }
  return waypoints;
}

function legsOf(effector: Positions, waypoints: readonly number[]): readonly Leg[] {
  const legs: Leg[] = [];
  let from = waypoints[0];
  for (const [index, to] of waypoints.entries()) {
    if (from === undefined || index === 0) continue;
    const [before, after] = [waypoints[index - 1] ?? from, waypoints[index + 1]];
    const arriving = unit(between(pointAt(effector, before), pointAt(effector, to)));
    const isTurn =
      after !== undefined &&
      dot(arriving, unit(between(pointAt(effector, to), pointAt(effector, after)))) < bend;
    if (after !== undefined && !isTurn) continue;
    legs.push({ from, to, direction: unit(between(pointAt(effector, from), pointAt(effector, to))) });
    from = to;
  }
  return legs;
}

function pointAt(effector: Positions, frame: number): Vector {
  return [
    effector[frame * 3] ?? Number.NaN,
    effector[frame * 3 + 1] ?? Number.NaN,
    effector[frame * 3 + 2] ?? Number.NaN,
  ];
}

function between([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [x - a, y - b, z - c];
}

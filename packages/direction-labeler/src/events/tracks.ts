import { graspFlags } from '../grasp/grasp-flags.js';
import type { Grasp } from '../grasp/judge-closure.js';
import type { Positions } from '../labels/relations-between.js';
import type { ObjectTrack } from './event-types.js';

/** An object of which nothing is known. */
export function emptyTrack(phrase: string, length: number): ObjectTrack {
  const positions = new Float64Array(length * 3).fill(Number.NaN);
  return { phrase, positions, grasped: new Uint8Array(length), source: null };
}

/** An object that stands where the effector is at one frame. */
export function constantTrack(phrase: string, at: number, effector: Positions): ObjectTrack {
  const track = emptyTrack(phrase, effector.length / 3);
  hold(track.positions, 0, effector.length / 3, at, effector);
  return { ...track, source: 'approach' };
}

/**
 * An object that is grasped once or more: it rests where it will be grasped next, moves with the effector while
 * held, and rests at last where it was released.
 */
export function graspTrack(phrase: string, grasps: readonly Grasp[], effector: Positions): ObjectTrack {
  const length = effector.length / 3;
  const { positions } = emptyTrack(phrase, length);
  let free = 0;
  for (const grasp of grasps) {
    const { start, end } = grasp;
    hold(positions, free, start, frameOfGrasp(grasp, effector), effector);
    positions.set(effector.subarray(start * 3, end * 3), start * 3);
    free = end;
  }
  const last = grasps.at(-1);
  if (last !== undefined) hold(positions, free, length, frameOfRelease(last, effector), effector);
  return { phrase, positions, grasped: graspFlags(grasps, length), source: 'grasp' };
}

/** A place where objects are put: at the next release that is to come, after the last one at that. */
export function releaseTrack(phrase: string, grasps: readonly Grasp[], effector: Positions): ObjectTrack {
  const length = effector.length / 3;
  const track = emptyTrack(phrase, length);
  const releases = grasps.filter(({ ending }) => ending !== 'dropped');
  let free = 0;
  releases.forEach((grasp, index) => {
    const until = index === releases.length - 1 ? length : Math.min(grasp.end, length - 1);
    hold(track.positions, free, until, frameOfRelease(grasp, effector), effector);
    free = until;
  });
  return releases.length === 0 ? track : { ...track, source: 'release' };
}

/** The first frame of a grasp whose position is known: an object rests where the hand took it. */
function frameOfGrasp({ start, end }: Grasp, effector: Positions): number | null {
  return nearestKnown(effector, start, start, Math.max(end, start + 1));
}

/** The frame nearest to a release whose position is known, no farther from it than the grasp is long. */
function frameOfRelease({ start, end }: Grasp, effector: Positions): number | null {
  const release = Math.min(end, effector.length / 3 - 1);
  return nearestKnown(effector, release, start, 2 * end - start + 1);
}

/** The frame in [from, to) nearest to another where the effector's position is finite; the earlier one of two. */
function nearestKnown(effector: Positions, at: number, from: number, to: number): number | null {
  for (let distance = 0; at - distance >= from || at + distance < to; distance += 1) {
    for (const frame of [at - distance, at + distance]) {
      if (frame >= from && frame < to && isKnown(effector, frame)) return frame;
    }
  }
  return null;
}

function isKnown(effector: Positions, frame: number): boolean {
  // Beyond the episode there is undefined, which is not finite.
  return [0, 1, 2].every((axis) => Number.isFinite(effector[frame * 3 + axis]));
}

/** Writes the effector's position at one frame, if there is one, into the frames [from, to). */
function hold(
  positions: Float64Array,
  from: number,
  to: number,
  at: number | null,
  effector: Positions,
): void {
  if (at === null) return;
  for (let frame = from; frame < to; frame += 1) {
    for (let axis = 0; axis < 3; axis += 1) {
      positions[frame * 3 + axis] = effector[at * 3 + axis] as number;
    }
  }
}

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
  const positions = new Float64Array(effector.length);
  let free = 0;
  for (const { start, end } of grasps) {
    hold(positions, free, start, start, effector);
    positions.set(effector.subarray(start * 3, end * 3), start * 3);
    free = end;
  }
  hold(positions, free, length, Math.min(free, length - 1), effector);
  return { phrase, positions, grasped: graspFlags(grasps, length), source: 'grasp' };
}

/** A place where objects are put: at the next release that is to come, after the last one at that. */
export function releaseTrack(phrase: string, grasps: readonly Grasp[], effector: Positions): ObjectTrack {
  const length = effector.length / 3;
  const track = emptyTrack(phrase, length);
  const releases = grasps
    .filter(({ ending }) => ending !== 'dropped')
    .map(({ end }) => Math.min(end, length - 1));
  let free = 0;
  releases.forEach((release, index) => {
    const until = index === releases.length - 1 ? length : release;
    hold(track.positions, free, until, release, effector);
    free = until;
  });
  return releases.length === 0 ? track : { ...track, source: 'release' };
}

/** Writes the effector's position at one frame into the frames [from, to). */
function hold(positions: Float64Array, from: number, to: number, at: number, effector: Positions): void {
  for (let frame = from; frame < to; frame += 1) {
    for (let axis = 0; axis < 3; axis += 1) {
      positions[frame * 3 + axis] = effector[at * 3 + axis] as number;
    }
  }
}

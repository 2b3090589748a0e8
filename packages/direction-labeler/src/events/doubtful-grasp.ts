import type { Grasp } from '../grasp/judge-closure.js';
import type { EventProblem, ObjectTrack } from './event-types.js';

/** The grasps that count, and the one that does not. */
export interface CountedGrasps {
  readonly counted: readonly Grasp[];
  readonly leftOut: Grasp | null;
}

/**
 * Leaves out a doubtful grasp unless there is an object that it alone can have taken: where the moved objects are no
 * fewer than the grasps, the episode began with one of them in the hand.
 */
export function countGrasps(grasps: readonly Grasp[], moved: number): CountedGrasps {
  const [first, ...others] = grasps;
  if (first?.isDoubtful !== true || moved >= grasps.length) return { counted: grasps, leftOut: null };
  return { counted: others, leftOut: first };
}

/** The same track, of which nothing is known in the frames of a grasp that was left out. */
export function withoutFrames(track: ObjectTrack, { start, end }: Grasp): ObjectTrack {
  return { ...track, positions: track.positions.slice().fill(Number.NaN, 3 * start, 3 * end) };
}

/** Reports that an object may have been held in these frames. */
export function doubtfulGrasp(phrase: string, { start, end }: Grasp): EventProblem {
  const detail =
    `whether "${phrase}" is held from frame ${start} on is not known, as the gripper is closed there otherwise than ` +
    `in any later grasp; it stays unlabelled until frame ${end}`;
  return { reason: 'doubtful-grasp', phrase, frame: start, detail };
}

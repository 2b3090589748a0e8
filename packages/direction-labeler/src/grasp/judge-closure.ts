import type { SteppedClosure } from './close-further.js';
import type { Closure } from './closures.js';

/** One time that the gripper holds something: frames [start, end). */
export interface Grasp extends Closure {
  /** How it ends: the gripper opens, it loses the object and closes altogether, or the episode is over. */
  readonly ending: 'released' | 'dropped' | 'episode-end';
  /**
   * Set of a grasp from the first frame on that is as wide as no later one: the gripper may as well be half open there.
   * `positionsFromEvents` counts it only where there are as many objects as grasps.
   */
  readonly isDoubtful?: true;
}

/** How {@link judgeClosure} tells what is held from nothing. */
export interface HoldLimits {
  /** Value at or below which a closed gripper holds nothing; null: not told apart. */
  readonly emptyBelow: number | null;
  readonly minimumFrames: number;
  /** A gripper above this is rather open than closed. */
  readonly threshold: number | null;
  /** A fall that is more than noise. */
  readonly moving: number;
}

/** Whether a closure holds something, from when, and until when. */
export function judgeClosure(
  values: Float64Array,
  { start, end, stopped }: SteppedClosure,
  limits: HoldLimits,
): Grasp | Closure {
  const judged = judgeFrom(values, { start, end }, limits);
  if (stopped === null || 'ending' in judged || (values[stopped] as number) > (limits.threshold ?? 0))
    return judged;
  // Fingers that close further on nothing had lost what they held where they stopped.
  return judgeFrom(values, { start: stopped, end }, limits);
}

function judgeFrom(
  values: Float64Array,
  { start, end }: Closure,
  { emptyBelow, minimumFrames, moving }: HoldLimits,
): Grasp | Closure {
  let held = end;
  if (emptyBelow !== null) {
    held = start;
    while (held < end && (values[held] as number) > emptyBelow) held += 1;
  }
  if (held === end) return { start, end, ending: end === values.length ? 'episode-end' : 'released' };
  // The last millimetres of an empty gripper are slow: they must not count as a short hold, nor as a long one.
  const isDrop = held - start >= 2 * minimumFrames && fallsLate(values, { start, end: held }, moving);
  return isDrop ? { start, end: held, ending: 'dropped' } : { start, end };
}

/**
 * Whether fingers rested before they fell to the end of a stretch.
 *
 * What slows down all the way, as the tail of an empty gripper does, falls by half or more in the first half of whatever
 * is left of its way. After a hold, however slowly the object slips out, there is a part in which the first half has
 * hardly any of the fall.
 */
function fallsLate(values: Float64Array, { start, end }: Closure, moving: number): boolean {
  const last = values[end] as number;
  for (let from = start; from + 3 < end; from += 1) {
    const fall = (values[from] as number) - last;
    const early = (values[from] as number) - (values[(from + end) >> 1] as number);
    if (fall > moving && early < fall / 4) return true;
  }
  return false;
}

import type { Closure } from './closures.js';

/** One time that the gripper holds something: frames [start, end). */
export interface Grasp extends Closure {
  /** How it ends: the gripper opens, it loses the object and closes altogether, or the episode is over. */
  readonly ending: 'released' | 'dropped' | 'episode-end';
}

/** Whether a closure holds something, and until when. */
export function judgeClosure(
  values: Float64Array,
  { start, end }: Closure,
  emptyBelow: number | null,
  minimumFrames: number,
): Grasp | Closure {
  let held = end;
  if (emptyBelow !== null) {
    held = start;
    while (held < end && (values[held] as number) > emptyBelow) held += 1;
  }
  if (held === end) return { start, end, ending: end === values.length ? 'episode-end' : 'released' };
  // The last millimetres of an empty gripper are slow: they must not count as a short hold.
  return held - start >= 2 * minimumFrames ? { start, end: held, ending: 'dropped' } : { start, end };
}

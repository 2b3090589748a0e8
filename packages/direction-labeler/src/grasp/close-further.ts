import type { Closure } from './closures.js';

/** A closure, and whether it came in steps. */
export interface SteppedClosure extends Closure {
  /** Where the fingers had stopped before they closed further, to where the closure starts; null: they had not. */
  readonly stopped: number | null;
}

/** How {@link closeFurther} reads a signal, in its unit. */
export interface FurtherLimits {
  /** A gripper above this is rather open than closed. */
  readonly threshold: number;
  /** A fall that closes the gripper by itself. */
  readonly fall: number;
  /** A change per frame from which the fingers are moving. */
  readonly moving: number;
  /** Value at or below which a closed gripper holds nothing; null: not told apart. */
  readonly emptyBelow: number | null;
  /** Frames that a closure must last. */
  readonly minimumFrames: number;
}

/**
 * Moves the start of a closure to where the fingers stop for the last time.
 *
 * A hand that is made ready for an object closes to some width, comes near, and closes further: it holds what it reaches
 * then. What slips or gives way in the fingers moves them less, or slower; what falls out of them lets them shut, which
 * is no further closing but a drop. Only a hand that was more open than closed had nothing to drop.
 */
export function closeFurther(values: Float64Array, closure: Closure, limits: FurtherLimits): SteppedClosure {
  const { fall, moving, minimumFrames } = limits;
  const empty = limits.emptyBelow ?? Number.NEGATIVE_INFINITY;
  let { start } = closure;
  let level = values[start] as number;
  for (let frame = start; frame + minimumFrames <= closure.end; frame += 1) {
    const value = values[frame] as number;
    if (value <= empty) {
      if (level > limits.threshold) return { start: frame, end: closure.end, stopped: null };
      break;
    }
    if (value - (values[frame + 1] as number) > moving) continue;
    // At rest; a fall from one rest to the next was a movement.
    if (level - value >= fall) start = frame;
    level = Math.min(level, value);
  }
  return { start, end: closure.end, stopped: start === closure.start ? null : closure.start };
}

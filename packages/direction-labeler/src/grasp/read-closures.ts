import { closeFurther, type SteppedClosure } from './close-further.js';
import { type Closure, settledClosures, thresholdClosures, withoutFlicker } from './closures.js';
import type { GripperRule, GripperThreshold } from './gripper-options.js';
import { isMoving, isSwitch, leastChange, measureLevels, type SignalLevels } from './levels.js';
import { medianOfThree } from './read-signal.js';

/** The closures of a signal, and what they were read from. */
export interface ReadClosures {
  /** The signal that was looked at: as it is with a given threshold, otherwise filtered. */
  readonly values: Float64Array;
  readonly closures: readonly SteppedClosure[];
  readonly levels: SignalLevels;
  /** Null where the signal moves too little to tell. */
  readonly threshold: number | null;
  /** A change per frame from which the fingers are moving. */
  readonly moving: number;
  /** A difference of widths that is more than noise; null where widths are not looked at. */
  readonly step: number | null;
  /** Value at or below which a closed gripper holds nothing; null: not told apart. */
  readonly emptyBelow: number | null;
}

/** Finds closures by the rule's threshold, or by levels that are measured. */
export function readClosures(raw: Float64Array, rule: GripperRule): ReadClosures {
  const filtered = isSwitch(raw) ? raw : medianOfThree(raw);
  const levels = measureLevels(filtered, raw);
  const range = levels.open - levels.closed;
  // A share of the range where frames are far apart, a share of the fingers' speed where they are close together.
  const moving = Math.max(Math.min(0.01 * range, 0.1 * levels.fastest), 3 * levels.noise);
  const read = { values: filtered, levels, moving, step: null, emptyBelow: emptyLimit(levels.open, rule) };
  const clean = (found: readonly Closure[]) => withoutFlicker(found, rule.minimumFrames);
  if (rule.threshold !== null) {
    const threshold = givenThreshold(rule.threshold, levels.open, rule.isClosedHigh);
    const closures = clean(thresholdClosures(raw, threshold, rule.hysteresis * range));
    return { ...read, values: raw, closures: closures.map(atOnce), threshold };
  }
  if (!isMoving(levels, rule.minimumChange)) return { ...read, closures: [], threshold: null };
  const step = Math.max(rule.hysteresis * range, 4 * levels.noise);
  if (rule.signal === 'command') {
    const threshold = levels.open - range / 2;
    const closures = clean(thresholdClosures(filtered, threshold - step, 2 * step));
    return { ...read, closures: closures.map(atOnce), threshold };
  }
  const threshold = levels.open - range / 4;
  const limits = { threshold, step, moving, fall: Math.max(step, leastChange(levels, rule.minimumChange)) };
  const further = { ...limits, emptyBelow: read.emptyBelow, minimumFrames: rule.minimumFrames };
  const settled = clean(settledClosures(filtered, limits));
  const closures = settled.map((closure) => closeFurther(filtered, closure, further));
  return { ...read, closures, threshold, step };
}

function atOnce({ start, end }: Closure): SteppedClosure {
  return { start, end, stopped: null };
}

function emptyLimit(open: number, { signal, emptyBelow, isClosedHigh }: GripperRule): number | null {
  if (emptyBelow === undefined) return signal === 'opening' ? 0.03 * open : null;
  return emptyBelow !== null && isClosedHigh ? -emptyBelow : emptyBelow;
}

function givenThreshold(given: GripperThreshold, open: number, isClosedHigh: boolean): number {
  if ('relative' in given) return given.relative * open;
  return isClosedHigh ? -given.absolute : given.absolute;
}

import { type Closure, settledClosures, thresholdClosures, withoutFlicker } from './closures.js';
import type { GripperRule, GripperThreshold } from './gripper-options.js';
import { isMoving, isSwitch, measureLevels, type SignalLevels } from './levels.js';
import { medianOfThree } from './read-signal.js';

/** The closures of a signal, and what they were read from. */
export interface ReadClosures {
  /** The signal that was looked at: as it is with a given threshold, otherwise filtered. */
  readonly values: Float64Array;
  readonly closures: readonly Closure[];
  readonly levels: SignalLevels;
  /** Null where the signal moves too little to tell. */
  readonly threshold: number | null;
  /** A change per frame from which the fingers are moving. */
  readonly moving: number;
}

/** Finds closures by the rule's threshold, or by levels that are measured. */
export function readClosures(raw: Float64Array, rule: GripperRule): ReadClosures {
  const filtered = isSwitch(raw) ? raw : medianOfThree(raw);
  const levels = measureLevels(filtered, raw);
  const range = levels.open - levels.closed;
  // A share of the range where frames are far apart, a share of the fingers' speed where they are close together.
  const moving = Math.max(Math.min(0.01 * range, 0.1 * levels.fastest), 3 * levels.noise);
  const clean = (found: readonly Closure[]) => withoutFlicker(found, rule.minimumFrames);
  if (rule.threshold !== null) {
    const threshold = givenThreshold(rule.threshold, levels.open, rule.isClosedHigh);
    const closures = clean(thresholdClosures(raw, threshold, rule.hysteresis * range));
    return { values: raw, closures, levels, threshold, moving };
  }
  if (!isMoving(levels, rule.minimumChange))
    return { values: filtered, closures: [], levels, threshold: null, moving };
  const step = Math.max(rule.hysteresis * range, 4 * levels.noise);
  if (rule.signal === 'command') {
    const threshold = levels.open - range / 2;
    const closures = thresholdClosures(filtered, threshold - step, 2 * step);
    return { values: filtered, closures: clean(closures), levels, threshold, moving };
  }
  const threshold = levels.open - range / 4;
  const closures = clean(settledClosures(filtered, { threshold, step, moving }));
  return { values: filtered, closures, levels, threshold, moving };
}

function givenThreshold(given: GripperThreshold, open: number, isClosedHigh: boolean): number {
  if ('relative' in given) return given.relative * open;
  return isClosedHigh ? -given.absolute : given.absolute;
}

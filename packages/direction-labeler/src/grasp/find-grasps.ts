import { type Closure, thresholdClosures } from './closures.js';
import { type GripperOptions, gripperRule } from './gripper-options.js';
import {
  closureProblems,
  type GripperProblem,
  gapProblems,
  noSignalProblem,
  stepProblems,
  stillProblem,
} from './gripper-problems.js';
import { type Grasp, judgeClosure } from './judge-closure.js';
import { markDoubtful } from './mark-doubtful.js';
import { readClosures } from './read-closures.js';
import { readSignal } from './read-signal.js';

/** What a gripper did in an episode. */
export interface GripperEvents {
  /** In order of time; the first may be doubtful. */
  readonly grasps: readonly Grasp[];
  /** Closures that held nothing. */
  readonly misses: readonly Closure[];
  /** Below which value the gripper counts as closed (above it where closed is `high`); null without a signal. */
  readonly threshold: number | null;
  readonly problems: readonly GripperProblem[];
}

/**
 * Finds when a gripper holds something, from its signal alone.
 *
 * With a threshold, the gripper is closed beyond it, with hysteresis. Without one, levels and noise are measured: a
 * signal that moves less than its noise or than `minimumChange` has no closure; otherwise any fall by as much, or to a
 * quarter of the range below the open level, may be one (half of it for a command). It lasts from where the fingers stop
 * closing, where they close in steps from the last one, to where they start to open. A closure whose opening falls to
 * `emptyBelow` held nothing, or lost what it held.
 *
 * Values that are not finite are taken as the last one before, and reported.
 *
 * @param signal - one number per frame [length], any unit.
 * @throws InspireError `GRIPPER_OPTION` for an option that makes no sense.
 *
 * @example
 * ```ts
 * import { findGrasps } from '@inspire-vla/direction-labeler';
 *
 * // Finger distance in millimetres: closes on an object, opens, closes on nothing.
 * const opening = [80, 80, 80, 60, 36, 36, 36, 36, 36, 60, 80, 80, 80, 40, 1, 1, 1, 1];
 * const { grasps, misses } = findGrasps(opening);
 * console.log(grasps); // [ { start: 4, end: 9, ending: 'released' } ]
 * console.log(misses); // [ { start: 14, end: 18 } ]
 * ```
 */
export function findGrasps(signal: ArrayLike<number>, options: GripperOptions = {}): GripperEvents {
  const rule = gripperRule(options);
  const read = readSignal(signal, rule.isClosedHigh);
  if (read === null) return withoutSignal(signal.length);
  const gaps = gapProblems(read.gaps, signal.length);
  if (options.compatibility === 'authors') return authorsEvents(read.values, gaps);
  const found = readClosures(read.values, rule);
  const { closures, levels, threshold } = found;
  const limits = { ...found, minimumFrames: rule.minimumFrames };
  const held = closures.map((closure) => judgeClosure(found.values, closure, limits));
  const sure = held.filter((one): one is Grasp => 'ending' in one);
  const grasps = markDoubtful(sure, found.values, found.step);
  const misses = held.filter((one) => !('ending' in one));
  const stepped = closures.filter((closure) => grasps.some(({ start }) => start === closure.start));
  const still = threshold === null ? [stillProblem(levels, rule)] : [];
  return {
    grasps,
    misses,
    threshold: threshold === null ? null : rule.isClosedHigh ? 0 - threshold : threshold,
    problems: [...gaps, ...still, ...stepProblems(stepped), ...closureProblems(grasps, misses)],
  };
}

/** The published rule; see {@link GripperOptions.compatibility}. */
function authorsEvents(values: Float64Array, gaps: readonly GripperProblem[]): GripperEvents {
  const threshold = 0.75 * (values[0] as number);
  const closures = thresholdClosures(values, threshold, 0);
  const grasps = closures.map(({ start, end }): Grasp => {
    if (end < values.length) return { start, end, ending: 'released' };
    return { start, end: values.length - 1, ending: 'episode-end' };
  });
  return { grasps, misses: [], threshold, problems: [...gaps, ...closureProblems(grasps, [])] };
}

function withoutSignal(length: number): GripperEvents {
  return { grasps: [], misses: [], threshold: null, problems: [noSignalProblem(length)] };
}

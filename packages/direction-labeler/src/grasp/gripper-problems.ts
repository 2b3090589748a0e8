import type { SteppedClosure } from './close-further.js';
import type { Closure } from './closures.js';
import type { GripperRule } from './gripper-options.js';
import type { Grasp } from './judge-closure.js';
import { leastChange, type SignalLevels } from './levels.js';

/** What a gripper signal leaves to be told to a person. */
export interface GripperProblem {
  /** Machine-readable kind. */
  readonly reason:
    | 'no-signal'
    | 'signal-gaps'
    | 'gripper-still'
    | 'closed-from-start'
    | 'closed-in-steps'
    | 'never-released'
    | 'empty-closure'
    | 'dropped';
  /** Where, if at one place. */
  readonly frame: number | null;
  /** One sentence for a person. */
  readonly detail: string;
}

/** What the closures of an episode leave to be told. */
export function closureProblems(
  grasps: readonly Grasp[],
  misses: readonly Closure[],
): readonly GripperProblem[] {
  const isClosedFirst = [...grasps, ...misses].some(({ start }) => start === 0);
  const doubt =
    grasps[0]?.isDoubtful === true ? ', but otherwise than in any later grasp, so it may hold nothing' : '';
  const first = isClosedFirst
    ? [problem('closed-from-start', 0, `the gripper is closed from the first frame on${doubt}`)]
    : [];
  const empty = misses.map(({ start }) =>
    problem('empty-closure', start, `the gripper closes on nothing at frame ${start}`),
  );
  return [...first, ...empty, ...grasps.flatMap(endingProblems)];
}

/** Reports grasps before which the fingers had stopped, as they close in steps. */
export function stepProblems(closures: readonly SteppedClosure[]): readonly GripperProblem[] {
  return closures.flatMap(({ start, stopped }) => {
    if (stopped === null) return [];
    const detail = `the fingers stop at frame ${stopped} and close further, so the grasp begins at frame ${start} only`;
    return [problem('closed-in-steps', stopped, detail)];
  });
}

function endingProblems({ start, end, ending }: Grasp): readonly GripperProblem[] {
  if (ending === 'released') return [];
  if (ending === 'dropped') {
    return [problem('dropped', end, `what is grasped at frame ${start} is lost at frame ${end}`)];
  }
  return [problem('never-released', start, `what is grasped at frame ${start} is never released`)];
}

/** Reports values that are not finite, if any. */
export function gapProblems(gaps: number, length: number): readonly GripperProblem[] {
  return gaps === 0 ? [] : [problem('signal-gaps', null, `${gaps} of ${length} gripper values are missing`)];
}

/** Reports a signal without a finite value. */
export function noSignalProblem(length: number): GripperProblem {
  const detail = length === 0 ? 'the episode has no frames' : 'no value of the gripper signal is finite';
  return problem('no-signal', null, detail);
}

/** Reports a signal that moves too little to tell closed from open. */
export function stillProblem(levels: SignalLevels, { minimumChange }: GripperRule): GripperProblem {
  const { open, closed, noise } = levels;
  const largest = Math.max(Math.abs(open), Math.abs(closed));
  const least = leastChange(levels, minimumChange);
  const detail =
    open === closed
      ? `the gripper signal is ${rounded(open)} in every frame, so it never closes or opens`
      : `the gripper signal moves by ${rounded(open - closed)} in all; less than ${rounded(least)} tells nothing of closed ` +
        `and open, by its largest value (${rounded(largest)}) and its noise (${rounded(noise)})`;
  return problem('gripper-still', null, detail);
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function problem(reason: GripperProblem['reason'], frame: number | null, detail: string): GripperProblem {
  return { reason, frame, detail };
}

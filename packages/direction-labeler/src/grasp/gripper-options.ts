import { InspireError } from '@inspire-vla/adapter';
import { checkKnown } from '../check-known.js';

/** A value of the signal, or a share of its highest level. */
export type GripperThreshold = { readonly absolute: number } | { readonly relative: number };

/** What a gripper signal is, and how it is read. */
export interface GripperOptions {
  /**
   * `opening` (default): how far the fingers stand apart, in any unit, 0 where they touch; `state`: a measured number
   * that grows or falls with the opening, e.g. an encoder's; `command`: what the gripper is told to do.
   */
  readonly signal?: 'opening' | 'state' | 'command';
  /** Which numbers mean closed. Default `low`; LIBERO's and robosuite's command is `high` (+1 closes). */
  readonly closed?: 'low' | 'high';
  /**
   * Beyond which value the gripper counts as closed: a number of the signal's unit, or a share of its open level.
   * Default: found from the episode itself, for scales that are not known.
   */
  readonly threshold?: GripperThreshold;
  /** How far the signal must come back before the gripper counts as open again: share of its range, default 0.05. */
  readonly hysteresis?: number;
  /** Closures and openings shorter than this are noise; frames, default 3. */
  readonly minimumFrames?: number;
  /**
   * Without a threshold: the gripper moved at all only if its range is at least this share of its largest magnitude
   * (and eight times its noise). Default 0.1.
   */
  readonly minimumChange?: number;
  /**
   * Value at or below which (above, where closed is `high`) a closed gripper holds nothing. Default: 0.03 of the open
   * level for `opening`; null (not told apart) for `state` and `command`.
   */
  readonly emptyBelow?: number | null;
  /**
   * `authors`: closed below 0.75 of the first value, frame by frame, nothing else looked at, and an episode without
   * a release ends its grasp before the last frame (Koorye/Inspire\@c61328bc scripts/annotate_data.py). Only where
   * closed is `low`.
   */
  readonly compatibility?: 'authors';
}

/** {@link GripperOptions} with every default in its place. */
export interface GripperRule {
  readonly signal: 'opening' | 'state' | 'command';
  readonly isClosedHigh: boolean;
  readonly threshold: GripperThreshold | null;
  readonly hysteresis: number;
  readonly minimumFrames: number;
  readonly minimumChange: number;
  /** Undefined: the default share of the open level. */
  readonly emptyBelow: number | null | undefined;
}

const signals: readonly GripperRule['signal'][] = ['opening', 'state', 'command'];
const closedSides: readonly string[] = ['low', 'high'] satisfies GripperOptions['closed'][];

/** Fills in defaults. @throws InspireError `GRIPPER_OPTION` for a word or a number that makes no sense. */
export function gripperRule(options: GripperOptions): GripperRule {
  const { signal = 'opening', closed = 'low' } = options;
  checkKnown('GRIPPER_OPTION', 'signal', signal, signals);
  checkKnown('GRIPPER_OPTION', 'closed', closed, closedSides);
  checkThreshold(options.threshold);
  const rule = {
    signal,
    isClosedHigh: closed === 'high',
    threshold: options.threshold ?? null,
    hysteresis: options.hysteresis ?? 0.05,
    minimumFrames: options.minimumFrames ?? 3,
    minimumChange: options.minimumChange ?? 0.1,
    emptyBelow: signal === 'opening' ? options.emptyBelow : (options.emptyBelow ?? null),
  };
  checkNumber('hysteresis', rule.hysteresis, rule.hysteresis >= 0);
  checkNumber(
    'minimumFrames',
    rule.minimumFrames,
    Number.isInteger(rule.minimumFrames) && rule.minimumFrames > 0,
  );
  checkNumber('minimumChange', rule.minimumChange, rule.minimumChange >= 0);
  if (rule.isClosedHigh && (signal === 'opening' || 'relative' in (rule.threshold ?? {}))) throw highError();
  if (rule.isClosedHigh && options.compatibility === 'authors') throw authorsHighError();
  for (const value of Object.values(rule.threshold ?? {})) checkNumber('threshold', value, true);
  if (typeof rule.emptyBelow === 'number') checkNumber('emptyBelow', rule.emptyBelow, true);
  return rule;
}

function checkThreshold(threshold: unknown): void {
  if (threshold === undefined || (typeof threshold === 'object' && threshold !== null)) return;
  throw new InspireError({
    code: 'GRIPPER_OPTION',
    message: `threshold is ${String(threshold)}`,
    at: 'threshold',
    fix: 'give { absolute: a value of the signal } or { relative: a share of its highest level }',
  });
}

function checkNumber(name: string, value: number, isSensible: boolean): void {
  if (Number.isFinite(value) && isSensible) return;
  throw new InspireError({
    code: 'GRIPPER_OPTION',
    message: `${name} is ${value}`,
    at: name,
    fix: 'give finite numbers: hysteresis and minimumChange 0 or more, minimumFrames a whole number above 0',
  });
}

function highError(): InspireError {
  return new InspireError({
    code: 'GRIPPER_OPTION',
    message: 'an opening and a share of the open level only make sense where closed is low',
    at: 'closed',
    fix: "name the signal 'state' or 'command', and give an absolute threshold or none",
  });
}

/** A share of the first value, which is an open gripper's: of numbers that grow as it closes it is another rule. */
function authorsHighError(): InspireError {
  return new InspireError({
    code: 'GRIPPER_OPTION',
    message: "the authors' rule, closed below 0.75 of the first value, only makes sense where closed is low",
    at: 'closed',
    fix: "leave out the compatibility 'authors', or give numbers that fall as the gripper closes, such as its opening",
  });
}

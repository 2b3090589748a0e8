import { type ActionGripper, actionGrippers, InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '@inspire-vla/dataset';
import { layoutGrippers } from '../positions/data/state-layouts.js';

/** How a source may have the gripper: its place in one of the conventions, or changes: +1 closes, −1 opens, 0 leaves it. */
export const recordedGrippers = [...actionGrippers, 'one-closes'] as const;

/** Name of one of {@link recordedGrippers}. */
export type RecordedGripper = (typeof recordedGrippers)[number];

/** What of a run decides. */
export interface GripperQuestion {
  readonly source: Pick<EpisodeSource, 'format' | 'episodes' | 'open' | 'files'>;
  /** Feature of the actions, and how many numbers one has. */
  readonly feature: { readonly name: string; readonly names: readonly string[] | null };
  readonly dimensions: number;
  /** What the user said. */
  readonly given: ActionGripper | null;
  /** Name of the state layout that the user gave, or that the dataset is known by. */
  readonly layout: string | null;
}

/**
 * Which convention of the gripper a source has: what was said, what a named state layout implies, LIBERO's for its own
 * files and for numbers below zero, what the last number is called.
 *
 * @throws InspireError `ACTION_GRIPPER` where it cannot be told, where the numbers fit none, for several arms, and where
 * names say that an action does not end with the gripper.
 */
export async function findActionGripper(question: GripperQuestion): Promise<ActionGripper> {
  const { source, feature, given, layout } = question;
  checkNames(question, feature.names ?? []);
  if (given !== null) return given;
  if (source.format === 'libero-hdf5') return 'minus-one-is-open';
  const known =
    layout === null || !Object.hasOwn(layoutGrippers, layout) ? undefined : layoutGrippers[layout];
  if (known !== undefined) return known;
  const { least, most } = await rangeOf(question);
  if (least < -1 - slack || most > 1 + slack)
    throw unknown(question, `the gripper's command goes from ${least} to ${most}`, scaled);
  if (least < -slack) return 'minus-one-is-open';
  const named = byName(feature.names?.at(-1) ?? '');
  if (named !== null) return named;
  if (least === most)
    throw unknown(question, `the last number of an action is ${least} in all frames`, still);
  throw unknown(
    question,
    `the gripper's command goes from ${least} to ${most}: 1 may be open or closed`,
    said,
  );
}

/** `open_gripper` grows as the gripper opens; `gripper_open_close` says neither. */
function byName(name: string): ActionGripper | null {
  const [isOpen, isClosed] = [/open/i.test(name), /clos/i.test(name)];
  if (isOpen === isClosed) return null;
  return isOpen ? 'open-is-one' : 'closed-is-one';
}

function checkNames(question: GripperQuestion, names: readonly string[]): void {
  const grippers = names.filter((name) => /gripper/i.test(name));
  if (grippers.length > 1)
    throw unknown(question, `an action has several grippers (${grippers.join(', ')})`, oneArm);
  const [left, right] = ['left', 'right'].map((side) => names.find((name) => sideOf(name) === side));
  if (left !== undefined && right !== undefined)
    throw unknown(question, `an action is of two arms (${left}, ${right})`, oneArm);
  const last = names.at(-1) ?? '';
  // Columns of joints are often called by number, so that only what is plainly something else is refused.
  const isElse =
    grippers.length === 1 ? last !== grippers[0] : /^(is_)?(terminat|done|end_of_episode)/i.test(last);
  if (isElse) throw unknown(question, `an action ends with ${last}, not with the gripper`, oneArm);
}

/** The arm that a name is of: `left_waist`, `right.joint_1`. */
function sideOf(name: string): string | undefined {
  return /(?:^|[._/])(left|right)(?:[._/]|_?arm|$)/i.exec(name)?.[1]?.toLowerCase();
}

/** The same as 1 open … 0 closed; the other dimensions as they are. */
export function openIsOne(values: Float64Array, dimensions: number, gripper: ActionGripper): Float64Array {
  const open: Readonly<Record<ActionGripper, (value: number) => number>> = {
    'minus-one-is-open': (value) => 1 - clip(value),
    'open-is-one': clip,
    'closed-is-one': (value) => 1 - clip(value),
  };
  const convert = open[gripper];
  return values.map((value, index) => (index % dimensions === dimensions - 1 ? convert(value) : value));
}

/** Numbers that were stored with fewer digits may be this far outside. */
const slack = 1e-3;

const clip = (value: number) => Math.max(0, Math.min(1, value));

/** Up to the first number below zero, which decides. */
async function rangeOf({ source, feature, dimensions }: GripperQuestion) {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < source.episodes.length && least >= -slack; index += 1) {
    const column = await (await source.open(index)).column(feature.name);
    for (let place = dimensions - 1; place < column.length; place += dimensions) {
      const value = Number(column[place]);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return { least, most };
}

const said =
  'say it: --action-gripper open-is-one (Bridge, RLDS of Open X-Embodiment) or closed-is-one (DROID), or --state-layout';
const still =
  'if the gripper is another number, --action-features says which make the actions; if it never moves, --action-gripper says how it stands';
const scaled = 'scale it to 0..1 or −1..1, or leave the adapter out';
const oneArm =
  'this adapter takes actions of one arm, whose gripper is the last number: --action-features says which numbers make them';

function unknown({ source, feature }: GripperQuestion, message: string, fix: string): InspireError {
  return new InspireError({
    code: 'ACTION_GRIPPER',
    message,
    at: `${source.files[0] ?? 'the source'}, ${feature.name}`,
    fix,
  });
}

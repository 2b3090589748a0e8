/**
 * What the last number of an action says of the gripper: −1 open … +1 closed, as LIBERO records it; 1 open … 0 closed, as
 * Bridge and the RLDS datasets of Open X-Embodiment have it; 0 open … 1 closed, as DROID does.
 */
export const actionGrippers = ['minus-one-is-open', 'open-is-one', 'closed-is-one'] as const;

/** Name of one of {@link actionGrippers}. */
export type ActionGripper = (typeof actionGrippers)[number];

/** By convention: the share that is open, and the number of a share. */
const conventions: Readonly<
  Record<ActionGripper, { open(value: number): number; value(open: number): number }>
> = {
  'minus-one-is-open': { open: (value) => (1 - value) / 2, value: (open) => 1 - 2 * open },
  'open-is-one': { open: (value) => value, value: (open) => open },
  'closed-is-one': { open: (value) => 1 - value, value: (open) => 1 - open },
};

/**
 * An action with its last number, the gripper's, in another convention; the same action where they are one.
 *
 * @example
 * ```ts
 * import { convertGripper } from '@inspire-vla/adapter';
 *
 * console.log(convertGripper([0.1, 0.2, 1], 'open-is-one', 'minus-one-is-open')); // [ 0.1, 0.2, -1 ]
 * ```
 */
export function convertGripper(
  action: readonly number[],
  from: ActionGripper,
  to: ActionGripper,
): readonly number[] {
  const last = action.at(-1);
  if (from === to || last === undefined) return action;
  return [...action.slice(0, -1), conventions[to].value(conventions[from].open(last))];
}

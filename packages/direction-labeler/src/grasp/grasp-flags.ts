import type { Closure } from './closures.js';

/**
 * Writes spans of frames as one flag per frame.
 *
 * @param flags - filled and returned if given [length].
 *
 * @example
 * ```ts
 * import { graspFlags } from '@inspire-vla/direction-labeler';
 *
 * graspFlags([{ start: 1, end: 3 }], 5); // Uint8Array [0, 1, 1, 0, 0]
 * ```
 */
export function graspFlags(
  spans: readonly Closure[],
  length: number,
  flags: Uint8Array = new Uint8Array(length),
): Uint8Array {
  flags.fill(0);
  for (const { start, end } of spans) flags.fill(1, start, end);
  return flags;
}

/**
 * Reads spans of frames from flags, e.g. a simulator's: the reverse of {@link graspFlags}.
 *
 * @param flags - 0 where the gripper is open, per frame [length].
 */
export function graspSpans(flags: ArrayLike<number>): readonly Closure[] {
  const spans: Closure[] = [];
  let start = -1;
  for (let frame = 0; frame <= flags.length; frame += 1) {
    const isHeld = Boolean(flags[frame]);
    if (isHeld && start < 0) start = frame;
    if (isHeld || start < 0) continue;
    spans.push({ start, end: frame });
    start = -1;
  }
  return spans;
}

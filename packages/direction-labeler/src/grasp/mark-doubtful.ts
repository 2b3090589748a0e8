import type { Grasp } from './judge-closure.js';

/**
 * Marks a grasp from the first frame on that is as wide as no other one.
 *
 * Nobody saw these fingers close: they may hold something, or the episode began with the gripper half open. What is taken
 * up again is as wide as before, so a grasp at the same level tells that something is held there.
 *
 * @param step - a difference that is more than noise; null where widths tell nothing, as of a command.
 */
export function markDoubtful(
  grasps: readonly Grasp[],
  values: Float64Array,
  step: number | null,
): readonly Grasp[] {
  const [first, ...others] = grasps;
  if (first === undefined || first.start > 0 || others.length === 0 || step === null) return grasps;
  const level = levelOf(first, values);
  if (others.some((other) => Math.abs(levelOf(other, values) - level) <= step)) return grasps;
  return [{ ...first, isDoubtful: true }, ...others];
}

/** The lowest value of a grasp. */
function levelOf({ start, end }: Grasp, values: Float64Array): number {
  return values
    .subarray(start, end)
    .reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY);
}

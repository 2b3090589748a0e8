/** Numbers of a LIBERO action: position 3, rotation 3, gripper 1. */
const width = 7;

/** Below this norm of position and rotation an action moves nothing. */
const smallestMotion = 1e-4;

/**
 * The actions that do something: all but those that neither move nor change the gripper's command against the last
 * kept action. A first action without motion is dropped whatever its gripper command is.
 *
 * Source: the rule with which Koorye/Inspire\@c61328bc (and openvla/openvla before it) regenerates LIBERO.
 *
 * @param actions - [length × 7], row-major.
 * @returns row numbers, ascending.
 */
export function stepsWithoutNoOps(actions: ArrayLike<number>): Int32Array {
  const kept: number[] = [];
  let command: number | undefined;
  for (let start = 0; start < actions.length; start += width) {
    const motion = Array.from({ length: width - 1 }, (_, index) => actions[start + index] ?? 0);
    const gripper = actions[start + width - 1];
    const isStill = Math.hypot(...motion) < smallestMotion;
    if (isStill && (command === undefined || command === gripper)) continue;
    command = gripper;
    kept.push(start / width);
  }
  return Int32Array.from(kept);
}

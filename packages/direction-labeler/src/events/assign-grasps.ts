import type { Grasp } from '../grasp/judge-closure.js';
import type { Positions } from '../labels/relations-between.js';

/**
 * Gives each grasp to one of the moved objects, in order; an object without a group was not touched.
 *
 * A grasp that follows a drop takes up the same object. If there are still more grasps than objects, somebody
 * grasped twice: an object is picked up again where it was left, so the hand changes objects at the largest jumps
 * from one release to the next grasp.
 */
export function assignGrasps(
  grasps: readonly Grasp[],
  objects: number,
  effector: Positions,
): readonly (readonly Grasp[])[] {
  if (objects === 0) return [];
  const starts = grasps.flatMap((_, index) =>
    index === 0 || grasps[index - 1]?.ending === 'dropped' ? [] : [index],
  );
  const changes = new Set(
    starts.length < objects
      ? starts
      : starts
          .map((index) => ({ index, jump: jumpBefore(grasps, index, effector) }))
          .sort((one, other) => other.jump - one.jump || one.index - other.index)
          .slice(0, objects - 1)
          .map(({ index }) => index),
  );
  const groups: Grasp[][] = [];
  grasps.forEach((grasp, index) => {
    if (index === 0 || changes.has(index)) groups.push([grasp]);
    else groups.at(-1)?.push(grasp);
  });
  return groups;
}

/** Way from the release before a grasp to the grasp itself. */
function jumpBefore(grasps: readonly Grasp[], index: number, effector: Positions): number {
  const [from, to] = [grasps[index - 1]?.end ?? 0, grasps[index]?.start ?? 0];
  const distance = Math.hypot(
    ...[0, 1, 2].map((axis) => (effector[to * 3 + axis] ?? 0) - (effector[from * 3 + axis] ?? 0)),
  );
  return Number.isFinite(distance) ? distance : 0;
}

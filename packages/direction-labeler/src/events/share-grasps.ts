import type { Grasp } from '../grasp/judge-closure.js';
import type { Positions } from '../labels/relations-between.js';
import { assignGrasps } from './assign-grasps.js';
import { destinationsOf } from './destinations.js';
import { takenObjects } from './moved-objects.js';
import type { Step } from './steps.js';

/** Grasps by index of the object. */
export interface SharedGrasps {
  /** Those of an object that the hand takes. */
  readonly groups: ReadonlyMap<number, readonly Grasp[]>;
  /** The last ones of the objects that are brought to a destination. */
  readonly releases: ReadonlyMap<number, readonly Grasp[]>;
}

/**
 * Says which grasps take which object, and which of them end at which destination.
 *
 * @param moved - indices of the steps that move an object: a drawer that is opened on the way goes to no destination.
 */
export function shareGrasps(
  steps: readonly Step[],
  moved: readonly number[],
  { grasps, effector }: { readonly grasps: readonly Grasp[]; readonly effector: Positions },
): SharedGrasps {
  const taken = takenObjects(steps, grasps);
  const byStep = assignGrasps(grasps, taken.length, effector);
  const groupOf = (step: number) => byStep[taken.indexOf(step)] ?? [];
  const lastOf = (step: number) => groupOf(step).slice(-1);
  const brought = [...destinationsOf(steps, moved)];
  return {
    groups: byObject(
      steps,
      taken.map((step) => [step, groupOf(step)]),
    ),
    releases: byObject(
      steps,
      brought.map(([step, targets]) => [step, targets.flatMap(lastOf)]),
    ),
  };
}

/** Joins the grasps of steps of the same object; an object without any is left out. */
function byObject(
  steps: readonly Step[],
  found: readonly (readonly [step: number, grasps: readonly Grasp[]])[],
): ReadonlyMap<number, readonly Grasp[]> {
  const joined = new Map<number, readonly Grasp[]>();
  for (const [step, grasps] of found) {
    const index = steps[step]?.index;
    if (index === undefined || grasps.length === 0) continue;
    joined.set(index, [...(joined.get(index) ?? []), ...grasps]);
  }
  return joined;
}

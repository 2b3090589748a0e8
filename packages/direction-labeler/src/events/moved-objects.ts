import type { Grasp } from '../grasp/judge-closure.js';
import type { EventObject } from './event-types.js';

/** Indices of the objects that a task moves: the targets, or the fixtures where there are none. */
export function movedObjects(objects: readonly EventObject[]): readonly number[] {
  const targets = indicesOf(objects, ['target']);
  return targets.length > 0 ? targets : indicesOf(objects, ['fixture']);
}

/**
 * Indices of the objects that the hand takes, in order of mention.
 *
 * They are the moved objects, and the fixtures with them where there are as many grasps as both together: who is to
 * open the drawer and put the bowl inside takes the drawer first. A grasp after a drop is no further one.
 */
export function takenObjects(objects: readonly EventObject[], grasps: readonly Grasp[]): readonly number[] {
  const drops = grasps.slice(0, -1).filter(({ ending }) => ending === 'dropped').length;
  const both = indicesOf(objects, ['target', 'fixture']);
  return both.length === grasps.length - drops ? both : movedObjects(objects);
}

function indicesOf(
  objects: readonly EventObject[],
  wanted: readonly EventObject['role'][],
): readonly number[] {
  return objects.flatMap(({ role }, index) => (wanted.includes(role) ? [index] : []));
}

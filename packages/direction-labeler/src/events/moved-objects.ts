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
 *
 * Where grasps are fewer, one grasp wipes the table with the cloth, and it is the cloth that it takes: what is held to
 * act on another one comes first, what it acts on, named just before it, last. Whatever has no grasp is not taken.
 */
export function takenObjects(objects: readonly EventObject[], grasps: readonly Grasp[]): readonly number[] {
  const drops = grasps.slice(0, -1).filter(({ ending }) => ending === 'dropped').length;
  const count = grasps.length - drops;
  const both = indicesOf(objects, ['target', 'fixture']);
  if (both.length === count) return both;
  const moved = movedObjects(objects);
  const isHeld = (index: number | undefined) => index !== undefined && objects[index]?.isHeld === true;
  const actedOn = moved.filter((_, place) => isHeld(moved[place + 1]));
  const others = moved.filter((index) => !actedOn.includes(index));
  const likeliest = [...others.filter(isHeld), ...others.filter((index) => !isHeld(index)), ...actedOn];
  return likeliest.slice(0, count).toSorted((one, other) => one - other);
}

function indicesOf(
  objects: readonly EventObject[],
  wanted: readonly EventObject['role'][],
): readonly number[] {
  return objects.flatMap(({ role }, index) => (wanted.includes(role) ? [index] : []));
}

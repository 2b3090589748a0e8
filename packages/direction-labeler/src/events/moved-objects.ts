import type { Grasp } from '../grasp/judge-closure.js';
import type { EventObject } from './event-types.js';
import type { Step } from './steps.js';

/** Indices of the steps that move an object: the targets, or the fixtures where there are none. */
export function movedObjects(steps: readonly Step[]): readonly number[] {
  const targets = indicesOf(steps, ['target']);
  return targets.length > 0 ? targets : indicesOf(steps, ['fixture']);
}

/**
 * Indices of the steps in which the hand takes an object, in order of mention.
 *
 * They are the moved objects, and the fixtures with them where there are as many grasps as both together: who is to
 * open the drawer and put the bowl inside takes the drawer first. A grasp after a drop is no further one.
 *
 * Where grasps are fewer, one grasp wipes the table with the cloth, and it is the cloth that it takes: what is held to
 * act on another one comes first, what it acts on, named just before it, last. Before that comes what a thing is
 * filled with that is taken then: the water of "fill the cup with water and put the cup on the tray". Whatever has no
 * grasp is not taken.
 */
export function takenObjects(steps: readonly Step[], grasps: readonly Grasp[]): readonly number[] {
  const drops = grasps.slice(0, -1).filter(({ ending }) => ending === 'dropped').length;
  const count = grasps.length - drops;
  const both = indicesOf(steps, ['target', 'fixture']);
  if (both.length === count) return both;
  const moved = movedObjects(steps);
  const isHeld = (index: number | undefined) => index !== undefined && steps[index]?.isHeld === true;
  const actedOn = moved.filter((_, place) => isHeld(moved[place + 1]));
  const fillings = fillingsOf(steps, moved);
  const others = moved.filter((index) => !actedOn.includes(index) && !fillings.includes(index));
  const likeliest = [
    ...others.filter(isHeld),
    ...others.filter((index) => !isHeld(index)),
    ...fillings,
    ...actedOn,
  ];
  return likeliest.slice(0, count).toSorted((one, other) => one - other);
}

/** What is brought to a place that is named first of all, and is taken then. */
function fillingsOf(steps: readonly Step[], moved: readonly number[]): readonly number[] {
  const place = steps.findIndex(({ role }) => role === 'destination');
  if (place < 0 || moved.some((index) => index < place)) return [];
  const again = steps.findIndex(({ index, isAgain }) => isAgain && index === steps[place]?.index);
  return moved.filter((index) => index < again);
}

function indicesOf(steps: readonly Step[], wanted: readonly EventObject['role'][]): readonly number[] {
  return steps.flatMap(({ role }, index) => (wanted.includes(role) ? [index] : []));
}

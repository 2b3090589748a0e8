import { authorsOrder } from './data/authors-order.js';
import type { InstructionObject } from './finder/object-at.js';

/**
 * Orders objects as the authors' table does, for parity with their LIBERO data; objects that it lacks come last.
 *
 * @example
 * ```ts
 * import { createObjectFinder, orderAsAuthors } from '@inspire-vla/prompt-builder';
 *
 * const objects = createObjectFinder().find('put the cream cheese in the bowl');
 * console.log(orderAsAuthors(objects).map(({ phrase }) => phrase)); // [ 'the bowl', 'the cream cheese' ]
 * ```
 */
export function orderAsAuthors(objects: readonly InstructionObject[]): readonly InstructionObject[] {
  return objects
    .map((object) => ({ object, place: placeOf(object) }))
    .toSorted((first, second) => first.place - second.place)
    .map(({ object }) => object);
}

function placeOf({ phrase, head, role }: InstructionObject): number {
  const spoken = head === 'stove' && role === 'fixture' ? 'the stove button' : phrase;
  const exact = authorsOrder.indexOf(spoken);
  if (exact >= 0) return exact;
  const contained = authorsOrder.findIndex((known) => spoken.includes(known.replace(/^the /, '')));
  return contained >= 0 ? contained : authorsOrder.length;
}

import type { EventObject } from './event-types.js';

/** An object as one mention names it. */
export interface Step extends EventObject {
  /** Index of the object. */
  readonly index: number;
  /** Whether it was named as something else before. */
  readonly isAgain: boolean;
}

/**
 * The mentions of an instruction that give a role, in order: one per object, and a second one where an object becomes
 * something else. "put the bowl on the plate and put the plate in the sink" has a bowl that is moved, a plate that it
 * goes to, the plate that is moved, and the sink.
 */
export function stepsOf(objects: readonly EventObject[]): readonly Step[] {
  const firsts = objects.map((object, index) => {
    const { role = object.role } = object.earlier ?? {};
    const isHeld = object.earlier === undefined && object.isHeld === true;
    return { place: index, step: { ...object, role, isHeld, index, isAgain: false } };
  });
  const seconds = objects.flatMap((object, index) => {
    if (object.earlier === undefined) return [];
    // Before the object that is named next, so half a place ahead of it.
    const place = Math.max(object.earlier.until, index + 1) - 0.5;
    return [{ place, step: { ...object, index, isAgain: true } }];
  });
  return [...firsts, ...seconds].sort((one, other) => one.place - other.place).map(({ step }) => step);
}

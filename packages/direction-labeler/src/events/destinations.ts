import type { EventObject } from './event-types.js';

/**
 * Which moved objects go to which destination: those since the destination before it, or, where a destination stands
 * before all of them ("on the tray, put the cup"), those up to the next. What is held to act on another one goes to
 * none: the jug is not let go in the glass that it fills.
 *
 * @returns indices of moved objects by index of the destination.
 */
export function destinationsOf(
  objects: readonly EventObject[],
  moved: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const destinations = objects.flatMap(({ role }, index) => (role === 'destination' ? [index] : []));
  const first = destinations[0] ?? -1;
  const isAhead = moved.every((index) => index > first);
  return new Map(
    destinations.map((destination, place) => {
      const [from, to] = isAhead
        ? [destination, destinations[place + 1] ?? objects.length]
        : [destinations[place - 1] ?? -1, destination];
      const isBrought = (index: number) => index > from && index < to && objects[index]?.isHeld !== true;
      return [destination, moved.filter(isBrought)];
    }),
  );
}

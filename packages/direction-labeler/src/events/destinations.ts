import type { Step } from './steps.js';

/**
 * Which moved objects go to which destination: those since the destination before it, or, where a destination stands
 * before all of them and none after ("on the tray, put the cup"), those up to the next. What is held to act on another
 * one goes to none: the jug is not let go in the glass that it fills. Where a place is taken itself, what was brought
 * to it goes no further: "put the bowl on the plate and put the plate in the sink" brings the plate to the sink.
 *
 * @returns indices of moved steps by index of the destination's step.
 */
export function destinationsOf(
  steps: readonly Step[],
  moved: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const destinations = steps.flatMap(({ role }, index) => (role === 'destination' ? [index] : []));
  const [first = -1, last = -1] = [destinations[0], destinations.at(-1)];
  const isAhead = moved.every((index) => index > first) && moved.some((index) => index > last);
  return new Map(
    destinations.map((destination, place) => {
      const before = Math.max(destinations[place - 1] ?? -1, lastTaken(steps, destination) - 1);
      const [from, to] = isAhead
        ? [destination, destinations[place + 1] ?? steps.length]
        : [before, destination];
      const isBrought = (index: number) => index > from && index < to && steps[index]?.isHeld !== true;
      return [destination, moved.filter(isBrought)];
    }),
  );
}

/** Index of the last step before another in which a former destination is taken; -1 where there is none. */
function lastTaken(steps: readonly Step[], before: number): number {
  return steps.slice(0, before).findLastIndex(({ role, isAgain }) => isAgain && role === 'target');
}

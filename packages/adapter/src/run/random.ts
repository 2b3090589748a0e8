import { InspireError } from '../errors.js';

/**
 * A generator of uniform numbers in [0, 1): the same seed gives the same numbers on every machine.
 *
 * Source: mulberry32 (Tommy Ettinger, public domain).
 *
 * @param seed - a whole number.
 * @throws InspireError `RUN_OPTIONS` for any other, such as one of `Math.random()`: all of them would draw the same.
 *
 * @example
 * ```ts
 * import { createRandom } from '@inspire-vla/adapter/run';
 *
 * const random = createRandom(7);
 * console.log(random() < 1); // true
 * ```
 */
export function createRandom(seed: number): () => number {
  if (!Number.isSafeInteger(seed)) throw invalidSeed(seed);
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function invalidSeed(seed: number): InspireError {
  return new InspireError({
    code: 'RUN_OPTIONS',
    message: `the seed ${seed} is no whole number`,
    at: 'createRandom',
    fix: 'give a whole number such as 7, or Date.now()',
  });
}

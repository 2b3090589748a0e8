import { InspireError } from '@inspire-vla/adapter';
import type { Example } from './example.js';

/**
 * Refuses a length that is no number of ids. Every sequence fits one that is NaN, and rows of half an id overlap.
 *
 * @throws InspireError `LENGTH_INVALID`.
 */
export function checkLength(at: string, length: number): void {
  if (Number.isInteger(length) && length >= 0) return;
  const fix = 'give a whole number of ids, or leave it out';
  throw new InspireError({ code: 'LENGTH_INVALID', message: `a length is ${length}`, at, fix });
}

/**
 * Refuses masks that are not one number per id, which would stand on the tokens beside.
 *
 * @throws InspireError `EXAMPLE_SHAPE`.
 */
export function checkExample({ ids, loss, causal, weights }: Example, at: string): void {
  for (const [name, { length }] of Object.entries({ loss, causal, weights: weights ?? loss })) {
    if (length === ids.length) continue;
    throw new InspireError({
      code: 'EXAMPLE_SHAPE',
      message: `${name} has ${length} numbers for ${ids.length} ids`,
      at,
      fix: 'give one number per id, as createExample does',
    });
  }
}

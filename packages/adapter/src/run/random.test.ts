import { expect, it } from 'vitest';
import { createRandom } from './random.js';

const drawn = (seed: number) => Array.from({ length: 5 }, createRandom(seed));

it('gives the same numbers of the same seed, and others of another', () => {
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
  expect(drawn(-1).every((number) => number >= 0 && number < 1)).toBe(true);
});

it.each([0.25, Number.NaN, Number.POSITIVE_INFINITY])(
  'refuses the seed %d, which would draw what 0 draws',
  (seed) => {
    expect(() => createRandom(seed)).toThrow(
      expect.objectContaining({ code: 'RUN_OPTIONS', at: 'createRandom' }),
    );
  },
);

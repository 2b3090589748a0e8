import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graspFlags, graspSpans } from './grasp-flags.js';

it('flags and spans say the same', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1)), (values) => {
      const flags = Uint8Array.from(values);
      expect(graspFlags(graspSpans(flags), flags.length)).toEqual(flags);
    }),
  );
  expect(graspSpans([0, 1, 1, 0, 1])).toEqual([
    { start: 1, end: 3 },
    { start: 4, end: 5 },
  ]);
});

it('takes any flag but 0 for held, as masks of 255 have it', () => {
  expect(graspSpans(Uint8Array.of(0, 255, 255, 0))).toEqual([{ start: 1, end: 3 }]);
});

it('fills a given array', () => {
  const flags = Uint8Array.of(1, 1, 1);
  expect(graspFlags([{ start: 2, end: 3 }], 3, flags)).toBe(flags);
  expect([...flags]).toEqual([0, 0, 1]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramQuantiles } from './quantiles.js';
import { createValueQuantiles } from './value-quantiles.js';

describe('createValueQuantiles', () => {
  // Made once: what one call leaves behind must not be seen by the next.
  const quantilesOf = createValueQuantiles();

  function expectSame(values: readonly number[]): void {
    const [min, max] = [Math.min(...values), Math.max(...values)];
    if (values.length < 2) return;
    const found = quantilesOf(Float64Array.from(values), values.length, min, max);
    const counts = new Float64Array(values.length).fill(1);
    const range = { min, max, total: values.length };
    expect(found).toEqual(histogramQuantiles(Float64Array.from(values), counts, range));
  }

  it('gives what the whole histogram gives, wherever the values are', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(fc.property(fc.array(number, { minLength: 2, maxLength: 300 }), expectSame));
  });

  it('does so for values on the edges of bins, and for heaps of equal ones', () => {
    const edges = fc.integer({ min: 0, max: 5000 }).map((bin) => bin / 5000);
    const heaps = fc.constantFrom(0, 0.02, 0.5, 0.502, 1);
    fc.assert(
      fc.property(fc.array(fc.oneof(edges, heaps), { minLength: 2, maxLength: 400 }), (values) =>
        expectSame(values),
      ),
      { numRuns: 500 },
    );
  });

  it('does so for steps of one, as frame numbers are', () => {
    for (const length of [2, 3, 19, 100, 251, 5000]) {
      expectSame(Array.from({ length }, (_, index) => 1_000_000 + index));
    }
  });
});

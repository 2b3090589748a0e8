import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNormalizer, normalizationSchemes } from './index.js';

const statistics = {
  mean: Float64Array.of(1, -2),
  standardDeviation: Float64Array.of(2, 0.5),
  minimum: Float64Array.of(-4, -3),
  maximum: Float64Array.of(6, -1),
  q01: Float64Array.of(-3, -2.9),
  q99: Float64Array.of(5, -1.1),
};

describe('a normaliser', () => {
  it('maps mean and deviation to 0 and 1 by z-score', () => {
    const normalizer = createNormalizer('z-score', statistics);
    const [zero, one] = normalizer.normalize([1, -1.5]);
    expect(zero).toBe(0);
    expect(one).toBeCloseTo(1, 5);
  });

  it('maps q01 and q99 to -1 and 1 by quantile, without clipping', () => {
    const normalizer = createNormalizer('quantile', statistics);
    expect([...normalizer.normalize([-3, -1.1])]).toEqual([-1, expect.closeTo(1, 5)]);
    expect(normalizer.normalize([13, -1])[0]).toBeCloseTo(3, 5);
  });

  it('clips by bounds-q99, and comes back as q01 and q99', () => {
    const normalizer = createNormalizer('bounds-q99', statistics);
    const clipped = normalizer.normalize([100, -100]);
    expect([...clipped]).toEqual([1, -1]);
    expect([...normalizer.unnormalize(clipped)]).toEqual([5, -2.9]);
  });

  it('leaves dimensions outside the mask alone, and trains zeros for those that never move', () => {
    const still = {
      ...statistics,
      minimum: Float64Array.of(-4, -3),
      maximum: Float64Array.of(6, -3),
      mask: [false, true],
    };
    const normalizer = createNormalizer('bounds-q99', still);
    expect([...normalizer.normalize([7.5, -3])]).toEqual([7.5, 0]);
    expect(normalizer.unnormalize([7.5, 0])[0]).toBe(7.5);
  });

  it.each(normalizationSchemes)(
    'leaves by %s a gripper outside the mask as it is, moved or not',
    (scheme) => {
      const gripper = (least: number) => ({
        ...statistics,
        minimum: Float64Array.of(-4, least),
        maximum: Float64Array.of(6, 1),
        mask: [true, false],
      });
      for (const least of [0, 1]) {
        const normalizer = createNormalizer(scheme, gripper(least));
        const there = normalizer.normalize([1, 1, -2, 0]);
        expect([there[1], there[3]]).toEqual([1, 0]);
        expect(there[0]).not.toBe(1);
        const back = normalizer.unnormalize(there);
        expect([back[1], back[3]]).toEqual([1, 0]);
      }
    },
  );

  it.each(normalizationSchemes)('gives back by %s what it took, within the bounds', (scheme) => {
    const normalizer = createNormalizer(scheme, statistics);
    const inside = fc.tuple(
      fc.double({ min: -3, max: 5, noNaN: true }),
      fc.double({ min: -2.9, max: -1.1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(inside, { minLength: 1 }), (rows) => {
        const there = normalizer.normalize(rows.flat());
        normalizer.unnormalize(there).forEach((value, index) => {
          expect(value).toBeCloseTo(rows.flat()[index] ?? Number.NaN, 6);
        });
      }),
    );
  });

  it('keeps numbers beyond its dimensions, and takes rows with fewer', () => {
    const normalizer = createNormalizer('quantile', statistics);
    expect([...normalizer.normalize([-3, -2.9, 7, -3, -2.9, 8], 3)]).toEqual([-1, -1, 7, -1, -1, 8]);
    expect([...normalizer.unnormalize([-1, -1], 1)]).toEqual([-3, -3]);
    expect(normalizer.dimensions).toBe(2);
  });

  it('refuses parts of rows, missing arrays and arrays of different length', () => {
    const refusal = (code: string, at: string) => expect.objectContaining({ code, at });
    expect(() => createNormalizer('z-score', statistics).normalize([1, 2, 3])).toThrow(
      refusal('STATISTICS_SHAPE', 'rows'),
    );
    expect(() => createNormalizer('quantile', { ...statistics, q01: null })).toThrow(
      refusal('STATISTICS_INCOMPLETE', 'q01'),
    );
    expect(() => createNormalizer('z-score', { mean: Float64Array.of(1) })).toThrow(
      refusal('STATISTICS_INCOMPLETE', 'standardDeviation'),
    );
    expect(() => createNormalizer('quantile', { ...statistics, mask: [true] })).toThrow(
      refusal('STATISTICS_SHAPE', 'mask'),
    );
  });
});

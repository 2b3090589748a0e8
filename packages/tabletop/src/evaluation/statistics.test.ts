import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcnemarTest } from './mcnemar.js';
import { signFlipTest } from './sign-flip.js';
import { wilsonInterval } from './wilson.js';

const refused = (at: string) => expect.objectContaining({ code: 'COUNTS_INVALID', at });

describe("Wilson's interval", () => {
  it('is of no numbers that count nothing, nor of more successes than trials', () => {
    expect(() => wilsonInterval(10, 9)).toThrow(refused('successes'));
    expect(() => wilsonInterval(-1, 9)).toThrow(refused('successes'));
    expect(() => wilsonInterval(1, Number.NaN)).toThrow(refused('trials'));
  });

  it('is the published one', () => {
    // As statsmodels' proportion_confint(…, method='wilson') gives them.
    const { low, high } = wilsonInterval(9, 10);
    expect(low).toBeCloseTo(0.59585, 5);
    expect(high).toBeCloseTo(0.982124, 5);
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('holds the rate, and mirrors failures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (trials, given) => {
        const successes = given % (trials + 1);
        const { low, high } = wilsonInterval(successes, trials);
        const mirrored = wilsonInterval(trials - successes, trials);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        expect(low).toBeCloseTo(1 - mirrored.high, 10);
      }),
    );
  });
});

describe("McNemar's exact test", () => {
  it.each([-1, 0.5, Number.NaN])('is of no pairs that are %d', (count) => {
    expect(() => mcnemarTest(count, 2)).toThrow(refused('wins'));
    expect(() => mcnemarTest(2, count)).toThrow(refused('losses'));
  });

  it('is the binomial test of the pairs that differ', () => {
    expect(mcnemarTest(8, 1)).toBeCloseTo(20 / 512, 12);
    expect(mcnemarTest(8, 1).toFixed(4)).toBe('0.0391');
    expect(mcnemarTest(0, 0)).toBe(1);
    expect(mcnemarTest(5, 5)).toBe(1);
    expect(mcnemarTest(0, 10)).toBeCloseTo(2 / 1024, 12);
  });

  it('does not tell the two apart, and stands thousands of pairs', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (wins, losses) => {
        const p = mcnemarTest(wins, losses);
        expect(p).toBe(mcnemarTest(losses, wins));
        expect(p >= 0 && p <= 1).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the exact sign-flip test', () => {
  it('counts the signs whose sum is as far from zero, each way of choosing them once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 9 }), (differences) => {
        const sums = differences.reduce<readonly number[]>(
          (all, difference) => all.flatMap((sum) => [sum + difference, sum - difference]),
          [0],
        );
        const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
        const far = sums.filter((sum) => Math.abs(sum) >= observed).length;
        expect(signFlipTest(differences)).toBeCloseTo(far / sums.length, 12);
      }),
    );
  });

  it('is the sign test where all differences are one', () => {
    expect(signFlipTest([1, 1, 1, 1, 1, 1, 1, 1, -1])).toBeCloseTo(mcnemarTest(8, 1), 12);
    expect(signFlipTest([])).toBe(1);
  });

  it('refuses what is no integer', () => {
    expect(() => signFlipTest([1, 0.5])).toThrow(refused('differences[1]'));
  });
});

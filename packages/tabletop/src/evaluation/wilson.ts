import { checkCounts, wrongCount } from './check-counts.js';

/** An interval of a share, each 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the normal distribution. */
const z = 1.959963984540054;

/**
 * Wilson's 95 % interval of a success rate; of no trials, everything from 0 to 1.
 *
 * @throws InspireError `COUNTS_INVALID` for numbers that count nothing, and more successes than trials.
 *
 * @example
 * ```ts
 * import { wilsonInterval } from '@inspire-vla/tabletop';
 *
 * const { low, high } = wilsonInterval(9, 10);
 * console.log(low.toFixed(3), high.toFixed(3)); // 0.596 0.982
 * ```
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  checkCounts({ successes, trials });
  if (successes > trials) throw wrongCount('successes', successes, `give at most the trials, ${trials}`);
  if (trials === 0) return { low: 0, high: 1 };
  const rate = successes / trials;
  const square = (z * z) / trials;
  const centre = (rate + square / 2) / (1 + square);
  const half = (z * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials))) / (1 + square);
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}

import { checkCounts } from './check-counts.js';

/**
 * Exact two-sided McNemar test of paired outcomes: how likely so unequal a split of the pairs that differ is by chance.
 *
 * @param wins - pairs in which only the first succeeded.
 * @param losses - pairs in which only the second did.
 * @throws InspireError `COUNTS_INVALID` for numbers that count nothing.
 *
 * @example
 * ```ts
 * import { mcnemarTest } from '@inspire-vla/tabletop';
 *
 * console.log(mcnemarTest(8, 1).toFixed(4)); // 0.0391
 * ```
 */
export function mcnemarTest(wins: number, losses: number): number {
  checkCounts({ wins, losses });
  const differing = wins + losses;
  const fewer = Math.min(wins, losses);
  // Sums of logarithms: binomials of thousands of pairs do not fit a number.
  let logarithm = -differing * Math.LN2;
  let tail = Math.exp(logarithm);
  for (let count = 1; count <= fewer; count += 1) {
    logarithm += Math.log(differing - count + 1) - Math.log(count);
    tail += Math.exp(logarithm);
  }
  return Math.min(1, 2 * tail);
}

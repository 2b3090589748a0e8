import { wrongCount } from './check-counts.js';

/**
 * Exact two-sided sign-flip test of paired differences (Fisher's and Pitman's permutation test): the share of all ways to
 * choose their signs in which the sum is at least as far from zero.
 *
 * Where the pairs of {@link mcnemarTest} come in groups, as the starts of one task do, they are not independent, and its
 * p is too small for a claim about other tasks. This test takes one difference per task.
 *
 * @param differences - integers, e.g. per task the successes of the first policy less those of the second. Time and memory
 * grow with their number times their sum.
 * @throws InspireError `COUNTS_INVALID` for a number that is no integer.
 *
 * @example
 * ```ts
 * import { signFlipTest } from '@inspire-vla/tabletop';
 *
 * console.log(signFlipTest([3, 2, 4, 1, 2])); // 0.0625
 * ```
 */
export function signFlipTest(differences: readonly number[]): number {
  for (const [index, difference] of differences.entries()) {
    if (!Number.isSafeInteger(difference))
      throw wrongCount(`differences[${index}]`, difference, 'give an integer');
  }
  const sizes = differences.map(Math.abs);
  const reach = sizes.reduce((sum, size) => sum + size, 0);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  // chances[reach + sum] of each sum; every difference moves half of it up and half of it down.
  let chances = new Float64Array(2 * reach + 1);
  chances[reach] = 1;
  for (const size of sizes) chances = spread(chances, size);
  const isAsFar = (place: number) => Math.abs(place - reach) >= observed;
  return Math.min(
    1,
    chances.reduce((sum, chance, place) => (isAsFar(place) ? sum + chance : sum), 0),
  );
}

function spread(chances: Float64Array, size: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(
    chances,
    (_, place) => ((chances[place - size] ?? 0) + (chances[place + size] ?? 0)) / 2,
  );
}

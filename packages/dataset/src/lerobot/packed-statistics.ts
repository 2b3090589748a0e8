import type { DimensionStatistics, FeatureStatistics } from './statistics.js';

/** Statistics as numbers one after another: a journal of thousands of episodes writes objects far more slowly. */
export interface PackedStatistics {
  readonly features: readonly string[];
  /** Of each feature: its count, its number of dimensions, and the ten numbers of each dimension. */
  readonly numbers: Float64Array;
}

/** Numbers of one dimension. */
const width = 10;

/** Packs the statistics of an episode. */
export function packStatistics(statistics: ReadonlyMap<string, FeatureStatistics>): PackedStatistics {
  let size = 0;
  for (const { dimensions } of statistics.values()) size += 2 + width * dimensions.length;
  const numbers = new Float64Array(size);
  let place = 0;
  for (const { count, dimensions } of statistics.values()) {
    numbers[place] = count;
    numbers[place + 1] = dimensions.length;
    place += 2;
    for (const one of dimensions) {
      const { weight, min, max, mean, std, q01, q10, q50, q90, q99 } = one;
      numbers.set([weight, min, max, mean, std, q01, q10, q50, q90, q99], place);
      place += width;
    }
  }
  return { features: [...statistics.keys()], numbers };
}

/** What {@link packStatistics} was given. */
export function unpackStatistics({
  features,
  numbers,
}: PackedStatistics): ReadonlyMap<string, FeatureStatistics> {
  let place = 0;
  const next = () => numbers[place++] ?? 0;
  return new Map(
    features.map((feature) => {
      const [count, dimensions] = [next(), next()];
      return [feature, { count, dimensions: Array.from({ length: dimensions }, () => dimension(next)) }];
    }),
  );
}

function dimension(next: () => number): DimensionStatistics {
  const [weight, min, max, mean, std] = [next(), next(), next(), next(), next()];
  return { weight, min, max, mean, std, q01: next(), q10: next(), q50: next(), q90: next(), q99: next() };
}

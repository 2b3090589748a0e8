import type { StatisticName } from './shaped-statistics.js';
import type { DimensionStatistics, FeatureStatistics } from './statistics.js';

/**
 * Statistics as numbers one after another: of thousands of episodes, objects are written to a journal and to columns
 * far more slowly.
 */
export interface PackedStatistics {
  readonly features: readonly string[];
  /** Of each feature: its count, its number of dimensions, and the {@link order} of each dimension. */
  readonly numbers: Float64Array;
}

const order = ['weight', 'min', 'max', 'mean', 'std', 'q01', 'q10', 'q50', 'q90', 'q99'] as const;

/**
 * Packs the statistics of an episode.
 *
 * @param before - those of the one before, with which it shares the list of features where it has the same.
 */
export function packStatistics(
  statistics: ReadonlyMap<string, FeatureStatistics>,
  before: PackedStatistics | null = null,
): PackedStatistics {
  let size = 0;
  for (const { dimensions } of statistics.values()) size += 2 + order.length * dimensions.length;
  const numbers = new Float64Array(size);
  let place = 0;
  for (const { count, dimensions } of statistics.values()) {
    numbers[place] = count;
    numbers[place + 1] = dimensions.length;
    place += 2;
    for (const dimension of dimensions) {
      packDimension(numbers, place, dimension);
      place += order.length;
    }
  }
  const features = [...statistics.keys()];
  const isSame =
    before?.features.length === features.length &&
    features.every((name, index) => name === before.features[index]);
  return { features: isSame ? before.features : features, numbers };
}

function packDimension(numbers: Float64Array, place: number, dimension: DimensionStatistics): void {
  numbers[place] = dimension.weight;
  numbers[place + 1] = dimension.min;
  numbers[place + 2] = dimension.max;
  numbers[place + 3] = dimension.mean;
  numbers[place + 4] = dimension.std;
  numbers[place + 5] = dimension.q01;
  numbers[place + 6] = dimension.q10;
  numbers[place + 7] = dimension.q50;
  numbers[place + 8] = dimension.q90;
  numbers[place + 9] = dimension.q99;
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
      return [
        feature,
        { count, dimensions: Array.from({ length: dimensions }, () => unpackDimension(next)) },
      ];
    }),
  );
}

function unpackDimension(next: () => number): DimensionStatistics {
  const [weight, min, max, mean, std] = [next(), next(), next(), next(), next()];
  return { weight, min, max, mean, std, q01: next(), q10: next(), q50: next(), q90: next(), q99: next() };
}

/**
 * One statistic of a feature, of several episodes that have the same features, one after another.
 *
 * @throws TypeError for a feature that has none.
 */
export function packedColumn(
  episodes: readonly PackedStatistics[],
  feature: string,
  name: StatisticName,
): Float64Array {
  const [first] = episodes;
  if (first === undefined) return new Float64Array(0);
  const start = placeOf(first, feature);
  if (name === 'count') return Float64Array.from(episodes, ({ numbers }) => numbers[start] as number);
  const width = first.numbers[start + 1] as number;
  const from = start + 2 + order.indexOf(name);
  const values = new Float64Array(episodes.length * width);
  let to = 0;
  for (const { numbers } of episodes) {
    for (let dimension = 0; dimension < width; dimension += 1, to += 1) {
      values[to] = numbers[from + dimension * order.length] as number;
    }
  }
  return values;
}

/** Where a feature begins. */
function placeOf({ features, numbers }: PackedStatistics, feature: string): number {
  let place = 0;
  for (const name of features) {
    if (name === feature) return place;
    place += 2 + order.length * (numbers[place + 1] as number);
  }
  // An episode is counted when it is prepared, so that only a mistake of ours can leave a feature out.
  throw new TypeError(`${feature} has no statistics`);
}

import { createQuantileReader, type QuantileReader, type Quantiles } from './quantiles.js';

/** Statistics of one dimension of a feature. */
export interface DimensionStatistics extends Quantiles {
  /** Frames with a finite value; 0 makes all other numbers 0. */
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly std: number;
}

/** Statistics of a feature: one entry per dimension, row-major. */
export interface FeatureStatistics {
  /** Frames that were looked at. */
  readonly count: number;
  readonly dimensions: readonly DimensionStatistics[];
}

/**
 * Statistics of a column [length × width] as lerobot 0.6.1 computes them per episode
 * (huggingface/lerobot\@7427f318 datasets/compute_stats.py).
 *
 * Only finite values count. A dimension without any is all zeros, since JSON has no NaN. Of features with several
 * axes every element has its own statistics, where lerobot folds all axes but the last.
 */
export function columnStatistics(
  values: ArrayLike<number> | BigInt64Array,
  length: number,
): FeatureStatistics {
  const width = length === 0 ? 0 : values.length / length;
  const numbers = values instanceof BigInt64Array ? numbersOf(values) : values;
  const read = createQuantileReader();
  const finite = new Float64Array(length);
  const dimensions = Array.from({ length: width }, (_, dimension) => {
    let count = 0;
    for (let place = dimension; place < numbers.length; place += width) {
      const value = numbers[place] ?? 0;
      if (Number.isFinite(value)) finite[count++] = value;
    }
    return weightedStatistics(read, finite.subarray(0, count), null, count);
  });
  return { count: length, dimensions };
}

/** Big integers as numbers, by their halves, which is faster than one by one. */
function numbersOf(values: BigInt64Array): Float64Array {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const numbers = new Float64Array(values.length);
  for (let place = 0; place < numbers.length; place += 1) {
    numbers[place] = (halves[place * 2 + 1] ?? 0) * 2 ** 32 + ((halves[place * 2] ?? 0) >>> 0);
  }
  return numbers;
}

/**
 * Statistics of pictures per colour channel, scaled to 0..1.
 *
 * @param levels - how often each of the 256 levels occurs, per channel [3 × 256].
 * @param count - pictures that were looked at.
 */
export function pictureStatistics(levels: Float64Array, count: number): FeatureStatistics {
  const read = createQuantileReader();
  const dimensions = [0, 1, 2].map((channel) => {
    const times = levels.subarray(channel * 256, channel * 256 + 256);
    const found = [...times.keys()].filter((level) => (times[level] ?? 0) > 0);
    const counts = Float64Array.from(found, (level) => times[level] ?? 0);
    return scaled(weightedStatistics(read, Float64Array.from(found), counts, count), 1 / 255);
  });
  return { count, dimensions };
}

function filled(value: number, weight: number): DimensionStatistics {
  const quantiles = { q01: value, q10: value, q50: value, q90: value, q99: value };
  return { weight, min: value, max: value, mean: value, std: 0, ...quantiles };
}

/** Statistics of values that occur `counts` times each, without counts once. */
function weightedStatistics(
  read: QuantileReader,
  values: Float64Array,
  counts: Float64Array | null,
  weight: number,
): DimensionStatistics {
  let [total, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const count = counts === null ? 1 : (counts[index] ?? 0);
    total += count;
    sum += value * count;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (total === 0) return filled(0, 0);
  const mean = sum / total;
  // One value has no spread to speak of: lerobot then gives the mean for every quantile.
  if (total === 1) return filled(mean, weight);
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const difference = (values[index] ?? 0) - mean;
    squares += (counts === null ? 1 : (counts[index] ?? 0)) * (difference * difference);
  }
  const quantiles = read(values, counts, { min, max, total });
  return { weight, min, max, mean, std: Math.sqrt(squares / total), ...quantiles };
}

function scaled(statistics: DimensionStatistics, factor: number): DimensionStatistics {
  const { weight, ...numbers } = statistics;
  const entries = Object.entries(numbers).map(([name, value]) => [name, value * factor]);
  return { weight, ...(Object.fromEntries(entries) as typeof numbers) };
}

/** Frames of an episode whose pictures are looked at (lerobot compute_stats.py sample_indices). */
export function sampledFrames(length: number): readonly number[] {
  const wanted = Math.max(Math.min(length, 100), Math.min(Math.floor(length ** 0.75), 10_000));
  if (wanted === 1) return [0];
  return Array.from({ length: wanted }, (_, index) => roundHalfToEven((index * (length - 1)) / (wanted - 1)));
}

/** numpy's rounding. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

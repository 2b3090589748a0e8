import { type DimensionStatistics, type FeatureStatistics, filled } from './statistics.js';
import { createValueQuantiles, type ValueQuantiles } from './value-quantiles.js';

/** Counts columns [length × width]. */
export type ColumnCounter = (values: ArrayLike<number> | BigInt64Array, length: number) => FeatureStatistics;

/**
 * Makes a counter of columns, which keeps its memory from one to the next: statistics as lerobot 0.6.1 computes them
 * per episode (huggingface/lerobot\@7427f318 datasets/compute_stats.py).
 *
 * Only finite values count. A dimension without any is all zeros, since JSON has no NaN. Of features with several
 * axes every element has its own statistics, where lerobot folds all axes but the last.
 */
export function createColumnCounter(): ColumnCounter {
  const quantilesOf = createValueQuantiles();
  let [numbers, finite] = [new Float64Array(1024), new Float64Array(1024)];
  return (values, length) => {
    if (numbers.length < values.length) numbers = new Float64Array(values.length);
    if (finite.length < length) finite = new Float64Array(length);
    copyNumbers(values, numbers);
    const width = length === 0 ? 0 : values.length / length;
    const dimensions: DimensionStatistics[] = [];
    for (let dimension = 0; dimension < width; dimension += 1) {
      const summary = gatherFinite(numbers, values.length, { dimension, width }, finite);
      dimensions.push(countValues(quantilesOf, finite, summary));
    }
    return { count: length, dimensions };
  };
}

/** Copies values of any type, so that all that follows is compiled for one; big integers by their halves. */
function copyNumbers(values: ArrayLike<number> | BigInt64Array, numbers: Float64Array): void {
  if (!(values instanceof BigInt64Array)) {
    numbers.set(values);
    return;
  }
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let place = 0; place < values.length; place += 1) {
    numbers[place] = (halves[place * 2 + 1] as number) * 2 ** 32 + ((halves[place * 2] as number) >>> 0);
  }
}

/** What a first look at values tells. */
interface Summary {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** Copies the finite values of one dimension, and sums them up. */
function gatherFinite(numbers: Float64Array, length: number, stride: Stride, target: Float64Array): Summary {
  const all = gather(numbers, length, stride, target, false);
  // What is not finite leaves no sum that is, and is seldom: it is looked for only then.
  return all.sum - all.sum === 0 ? all : gather(numbers, length, stride, target, true);
}

interface Stride {
  readonly dimension: number;
  readonly width: number;
}

function gather(
  numbers: Float64Array,
  length: number,
  { dimension, width }: Stride,
  target: Float64Array,
  isChecked: boolean,
): Summary {
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let place = dimension; place < length; place += width) {
    const value = numbers[place] as number;
    if (isChecked && !Number.isFinite(value)) continue;
    target[count] = value;
    count += 1;
    sum += value;
    // Without branches, which a processor guesses wrong wherever a signal wanders.
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { count, sum, min, max };
}

/** Statistics of the values that were gathered. */
function countValues(
  quantilesOf: ValueQuantiles,
  values: Float64Array,
  { count, sum, min, max }: Summary,
): DimensionStatistics {
  if (count === 0) return filled(0, 0);
  const mean = sum / count;
  // One value has no spread to speak of: lerobot then gives the mean for every quantile.
  if (count === 1) return filled(mean, 1);
  const std = Math.sqrt(squaresAround(values, count, mean) / count);
  const { q01, q10, q50, q90, q99 } = quantilesOf(values, count, min, max);
  return { weight: count, min, max, mean, std, q01, q10, q50, q90, q99 };
}

function squaresAround(values: Float64Array, count: number, mean: number): number {
  let squares = 0;
  for (let index = 0; index < count; index += 1) {
    const difference = (values[index] as number) - mean;
    squares += difference * difference;
  }
  return squares;
}

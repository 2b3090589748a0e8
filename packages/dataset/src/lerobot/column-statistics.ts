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
  let memory = new Float64Array(1024);
  return (values, length) => {
    const width = length === 0 ? 0 : values.length / length;
    const numbers = values instanceof BigInt64Array ? numbersOf(values) : values;
    if (memory.length < length) memory = new Float64Array(length);
    const dimensions: DimensionStatistics[] = [];
    for (let dimension = 0; dimension < width; dimension += 1) {
      const count = gatherFinite(numbers, dimension, width, memory);
      dimensions.push(countValues(quantilesOf, memory, count));
    }
    return { count: length, dimensions };
  };
}

/** Big integers as numbers, by their halves, which is faster than one by one. */
function numbersOf(values: BigInt64Array): Float64Array {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const numbers = new Float64Array(values.length);
  for (let place = 0; place < numbers.length; place += 1) {
    numbers[place] = (halves[place * 2 + 1] as number) * 2 ** 32 + ((halves[place * 2] as number) >>> 0);
  }
  return numbers;
}

/** Copies the finite values of one dimension; gives their number. */
function gatherFinite(
  numbers: ArrayLike<number>,
  dimension: number,
  width: number,
  target: Float64Array,
): number {
  let count = 0;
  for (let place = dimension; place < numbers.length; place += width) {
    const value = numbers[place] as number;
    // What is not finite gives no zero.
    if (value - value !== 0) continue;
    target[count] = value;
    count += 1;
  }
  return count;
}

/** Statistics of the first `count` values. */
function countValues(quantilesOf: ValueQuantiles, values: Float64Array, count: number): DimensionStatistics {
  if (count === 0) return filled(0, 0);
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
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

import { InspireError } from '../errors.js';
import { checkDimensions, countRows, noRows } from './check-rows.js';
import { type Quantile, quantiles, type Statistics, type StatisticsAccumulator } from './statistics.js';

/** A {@link StatisticsAccumulator} that keeps every number, and so can be merged without a trace. */
export interface ExactStatistics extends StatisticsAccumulator {
  /** Numbers per row. */
  readonly dimensions: number;
  /**
   * Takes over all rows of another accumulator. The order of merging makes no difference to a single bit.
   *
   * @throws InspireError `STATISTICS_SHAPE` where the other one has another number of dimensions.
   */
  merge(other: ExactStatistics): void;
  /** The rows so far, row-major [rows × dimensions]; a copy. */
  rows(): Float64Array;
}

/**
 * Exact statistics: quantiles by numpy's default rule (linear between the two nearest ranks).
 *
 * All numbers are kept: 8 bytes each, so 100 million steps of 7 numbers do not fit, LIBERO's million does. Sums are
 * taken over the sorted numbers, so that the order of the rows and the sharding of a dataset leave no trace.
 *
 * @param dimensions - numbers per row.
 * @throws InspireError `STATISTICS_SHAPE` for no whole number of dimensions.
 *
 * @example
 * ```ts
 * import { createExactStatistics } from '@inspire-vla/adapter/statistics';
 *
 * const statistics = createExactStatistics(2);
 * statistics.add([0, 1, 10, 1]);
 * statistics.add([5, 1]);
 * console.log(statistics.summarize().q99); // Float64Array(2) [ 9.9, 1 ]
 * ```
 */
export function createExactStatistics(dimensions: number): ExactStatistics {
  checkDimensions(dimensions);
  let store = new Float64Array(dimensions * 64);
  let count = 0;

  const self: ExactStatistics = {
    dimensions,
    get count() {
      return count;
    },
    add(rows) {
      const added = countRows(rows, dimensions);
      const start = count * dimensions;
      if (start + rows.length > store.length) store = grown(store, start + rows.length);
      store.set(rows, start);
      count += added;
    },
    merge(other) {
      if (other.dimensions !== dimensions) throw otherDimensions(other.dimensions, dimensions);
      self.add(other.rows());
    },
    rows: () => store.slice(0, count * dimensions),
    summarize() {
      if (count === 0) throw noRows();
      return summarizeColumns(store, count, dimensions);
    },
  };
  return self;
}

function otherDimensions(given: number, wanted: number): InspireError {
  return new InspireError({
    code: 'STATISTICS_SHAPE',
    message: `statistics of ${given} dimensions cannot be merged into ones of ${wanted}`,
    at: 'dimensions',
    fix: 'merge shards of the same feature',
  });
}

function grown(store: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(length, 2 * store.length));
  larger.set(store);
  return larger;
}

function summarizeColumns(store: Float64Array, count: number, dimensions: number): Statistics {
  const column = new Float64Array(count);
  const per = () => new Float64Array(dimensions);
  const result = { mean: per(), standardDeviation: per(), minimum: per(), maximum: per() };
  const ranks = { q01: per(), q10: per(), q50: per(), q90: per(), q99: per() };
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    for (let row = 0; row < count; row += 1) column[row] = at(store, row * dimensions + dimension);
    column.sort();
    const mean = sum(column) / count;
    result.mean[dimension] = mean;
    result.standardDeviation[dimension] = Math.sqrt(sum(column.map((value) => (value - mean) ** 2)) / count);
    result.minimum[dimension] = at(column, 0);
    result.maximum[dimension] = at(column, count - 1);
    for (const name of Object.keys(quantiles) as Quantile[]) {
      ranks[name][dimension] = quantileOf(column, quantiles[name]);
    }
  }
  return { count, ...result, ...ranks };
}

/** numpy.quantile with its default method, down to how it rounds. */
function quantileOf(sorted: Float64Array, quantile: number): number {
  const rank = (sorted.length - 1) * quantile;
  const lower = Math.floor(rank);
  const part = rank - lower;
  const low = at(sorted, lower);
  const high = at(sorted, Math.min(lower + 1, sorted.length - 1));
  return part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part;
}

/** Neumaier's compensated sum: millions of steps lose no digits. */
function sum(values: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** A number of an array within its length. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}

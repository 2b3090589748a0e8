import { checkDimensions, countRows, noRows } from './check-rows.js';
import { createHistogram, type Histogram } from './histogram.js';
import { quantiles, type Statistics, type StatisticsAccumulator } from './statistics.js';

/**
 * openpi's `RunningStats`, in constant memory: quantiles are left edges of 5000 bins between minimum and maximum.
 *
 * The result depends on how the rows are split into calls of `add`, as it does there: when a later call widens the
 * range, earlier counts move by their bin's left edge. It cannot be merged; use {@link createExactStatistics} for shards.
 *
 * Source: Physical-Intelligence/openpi\@15a9616a src/openpi/shared/normalize.py. Minimum, maximum and the quantiles
 * beside q01 and q99 are kept by the same rule, openpi does not write them.
 *
 * @param dimensions - numbers per row.
 * @throws InspireError `STATISTICS_SHAPE` for no whole number of dimensions.
 *
 * @example
 * ```ts
 * import { createHistogramStatistics } from '@inspire-vla/adapter/statistics';
 *
 * const statistics = createHistogramStatistics(1);
 * statistics.add([0, 1, 2, 3]);
 * console.log(statistics.summarize().mean); // Float64Array(1) [ 1.5 ]
 * ```
 */
export function createHistogramStatistics(dimensions: number): StatisticsAccumulator {
  checkDimensions(dimensions);
  const columns = Array.from({ length: dimensions }, createColumn);
  let count = 0;

  return {
    get count() {
      return count;
    },
    add(rows) {
      const added = countRows(rows, dimensions);
      if (added === 0) return;
      const batch = columns.map((_, dimension) =>
        Float64Array.from({ length: added }, (_, row) => rows[row * dimensions + dimension] as number),
      );
      // One dimension that widens makes openpi refit all of them.
      const isWider = columns.map((column, dimension) => column.widen(batch[dimension] as Float64Array));
      if (count > 0 && isWider.includes(true)) for (const column of columns) column.refit();
      count += added;
      columns.forEach((column, dimension) => {
        column.add(batch[dimension] as Float64Array, count);
      });
    },
    summarize() {
      if (count === 0) throw noRows();
      return summarizeColumns(columns, count);
    },
  };
}

interface Column {
  /** Takes a batch into the range; whether that changed it. */
  widen(batch: Float64Array): boolean;
  /** Fits the bins to the range. */
  refit(): void;
  /** Counts a batch; `count` is the number of rows with it. */
  add(batch: Float64Array, count: number): void;
  quantile(quantile: number, count: number): number;
  moments(): Readonly<Record<'mean' | 'meanOfSquares' | 'minimum' | 'maximum', number>>;
}

function createColumn(): Column {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let mean = 0;
  let meanOfSquares = 0;
  let histogram: Histogram | null = null;
  return {
    widen(batch) {
      const [low, high] = [minimum, maximum];
      for (const value of batch) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
      }
      return minimum < low || maximum > high;
    },
    refit() {
      histogram = histogram?.refitted(minimum, maximum) ?? null;
    },
    add(batch, count) {
      // Only the first range has this margin.
      histogram ??= createHistogram(minimum - 1e-10, maximum + 1e-10);
      for (const value of batch) histogram.add(value, 1);
      const share = batch.length / count;
      mean += (meanOf(batch) - mean) * share;
      meanOfSquares += (meanOf(batch.map((value) => value * value)) - meanOfSquares) * share;
    },
    quantile: (quantile, count) => histogram?.edgeAt(quantile * count) ?? Number.NaN,
    moments: () => ({ mean, meanOfSquares, minimum, maximum }),
  };
}

function summarizeColumns(columns: readonly Column[], count: number): Statistics {
  const all = columns.map((column) => column.moments());
  const rank = (quantile: number) => Float64Array.from(columns, (column) => column.quantile(quantile, count));
  return {
    count,
    mean: Float64Array.from(all, ({ mean }) => mean),
    standardDeviation: Float64Array.from(all, ({ mean, meanOfSquares }) =>
      Math.sqrt(Math.max(0, meanOfSquares - mean * mean)),
    ),
    minimum: Float64Array.from(all, ({ minimum }) => minimum),
    maximum: Float64Array.from(all, ({ maximum }) => maximum),
    q01: rank(quantiles.q01),
    q10: rank(quantiles.q10),
    q50: rank(quantiles.q50),
    q90: rank(quantiles.q90),
    q99: rank(quantiles.q99),
  };
}

function meanOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

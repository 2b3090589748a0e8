/** The quantiles that are computed, by name. */
export const quantiles = { q01: 0.01, q10: 0.1, q50: 0.5, q90: 0.9, q99: 0.99 } as const;

/** Name of a quantile. */
export type Quantile = keyof typeof quantiles;

/** Statistics of a feature over all its rows: one number per dimension in every array. */
export interface Statistics extends Readonly<Record<Quantile, Float64Array>> {
  /** Number of rows. */
  readonly count: number;
  /** Arithmetic mean [dimensions]. */
  readonly mean: Float64Array;
  /** Population standard deviation [dimensions]. */
  readonly standardDeviation: Float64Array;
  /** [dimensions] */
  readonly minimum: Float64Array;
  /** [dimensions] */
  readonly maximum: Float64Array;
}

/** Collects rows, then tells their statistics. */
export interface StatisticsAccumulator {
  /** Rows so far. */
  readonly count: number;
  /**
   * Takes rows, row-major [rows × dimensions]; the array is copied, not kept.
   *
   * @throws InspireError `STATISTICS_SHAPE` for a part of a row, `STATISTICS_NOT_FINITE` for NaN or infinity.
   */
  add(rows: ArrayLike<number>): void;
  /**
   * Statistics of all rows so far.
   *
   * @throws InspireError `STATISTICS_EMPTY` before the first row.
   */
  summarize(): Statistics;
}

import { histogramQuantiles, type Quantiles } from './quantiles.js';

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
 * Statistics of pictures per colour channel, scaled to 0..1.
 *
 * @param levels - how often each of the 256 levels occurs, per channel [3 × 256].
 * @param count - pictures that were looked at.
 */
export function pictureStatistics(levels: Float64Array, count: number): FeatureStatistics {
  const dimensions = [0, 1, 2].map((channel) => {
    const times = levels.subarray(channel * 256, channel * 256 + 256);
    const found = [...times.keys()].filter((level) => (times[level] ?? 0) > 0);
    const counts = Float64Array.from(found, (level) => times[level] ?? 0);
    return scaled(weightedStatistics(Float64Array.from(found), counts, count), 1 / 255);
  });
  return { count, dimensions };
}

/** Statistics where there is one value, or none. */
export function filled(value: number, weight: number): DimensionStatistics {
  const quantiles = { q01: value, q10: value, q50: value, q90: value, q99: value };
  return { weight, min: value, max: value, mean: value, std: 0, ...quantiles };
}

/** Statistics of values that occur `counts` times each. */
function weightedStatistics(values: Float64Array, counts: Float64Array, weight: number): DimensionStatistics {
  let [total, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [index, value] of values.entries()) {
    const count = counts[index] ?? 0;
    total += count;
    sum += value * count;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (total === 0) return filled(0, 0);
  const mean = sum / total;
  // One value has no spread to speak of: lerobot then gives the mean for every quantile.
  if (total === 1) return filled(mean, weight);
  const squares = values.reduce((all, value, index) => all + (counts[index] ?? 0) * (value - mean) ** 2, 0);
  const quantiles = histogramQuantiles(values, counts, { min, max, total });
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

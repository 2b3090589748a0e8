/** Quantiles that LeRobot keeps, by name. */
const quantiles = { q01: 0.01, q10: 0.1, q50: 0.5, q90: 0.9, q99: 0.99 } as const;

const quantileNames = Object.keys(quantiles) as readonly (keyof typeof quantiles)[];

/** Bins of the histogram from which quantiles are read. */
const bins = 5000;

/** Statistics of one dimension of a feature over some frames. */
export interface DimensionStatistics extends Readonly<Record<keyof typeof quantiles, number>> {
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

/** A value and how often it occurs. */
type Weighted = readonly [value: number, count: number];

/**
 * Statistics of a column [length × width] as lerobot 0.6.1 computes them per episode (compute_stats.py): quantiles
 * are interpolated inside a histogram of 5,000 bins.
 *
 * Only finite values count. A dimension without any is all zeros, since JSON has no NaN.
 */
export function columnStatistics(values: ArrayLike<number | bigint>, length: number): FeatureStatistics {
  const width = length === 0 ? 0 : values.length / length;
  const dimensions = Array.from({ length: width }, (_, dimension) => {
    const column: Weighted[] = [];
    for (let row = 0; row < length; row += 1) {
      const value = Number(values[row * width + dimension]);
      if (Number.isFinite(value)) column.push([value, 1]);
    }
    return weightedStatistics(column);
  });
  return { count: length, dimensions };
}

/**
 * Statistics of pictures per colour channel, scaled to 0..1.
 *
 * @param levels - how often each of the 256 levels occurs, per channel [3 × 256].
 * @param count - pictures that were looked at.
 */
export function pictureStatistics(levels: Float64Array, count: number): FeatureStatistics {
  const dimensions = [0, 1, 2].map((channel) => {
    const counted = Array.from(
      levels.subarray(channel * 256, channel * 256 + 256),
      (times, level): Weighted => [level, times],
    );
    return scaled(weightedStatistics(counted.filter(([, times]) => times > 0)), 1 / 255);
  });
  return { count, dimensions };
}

function weightedStatistics(values: readonly Weighted[]): DimensionStatistics {
  if (values.length === 0) return filled(0);
  let [total, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [value, count] of values) {
    total += count;
    sum += value * count;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const mean = sum / total;
  const squares = values.reduce((all, [value, count]) => all + count * (value - mean) ** 2, 0);
  const found = total < 2 ? filled(mean) : histogramQuantiles(values, min, max, total);
  return { ...found, min, max, mean, std: Math.sqrt(squares / total) };
}

function filled(value: number): DimensionStatistics {
  return {
    min: value,
    max: value,
    mean: value,
    std: 0,
    q01: value,
    q10: value,
    q50: value,
    q90: value,
    q99: value,
  };
}

function histogramQuantiles(values: readonly Weighted[], min: number, max: number, total: number) {
  const [low, high] = [min - 1e-10, max + 1e-10];
  const step = (high - low) / bins;
  const histogram = new Float64Array(bins);
  for (const [value, count] of values) {
    const bin = Math.max(0, Math.min(bins - 1, Math.floor((value - low) / step)));
    histogram[bin] = (histogram[bin] ?? 0) + count;
  }
  const read = (share: number) => interpolate(histogram, low, step, share * total);
  return Object.fromEntries(quantileNames.map((name) => [name, read(quantiles[name])])) as Record<
    keyof typeof quantiles,
    number
  >;
}

function interpolate(histogram: Float64Array, low: number, step: number, target: number): number {
  let before = 0;
  for (const [bin, count] of histogram.entries()) {
    if (before + count >= target) {
      return bin === 0 ? low : low + (bin + (target - before) / count) * step;
    }
    before += count;
  }
  return low + bins * step;
}

/**
 * Statistics over several episodes: exact but for the quantiles, which lerobot 0.6.1 averages by count.
 */
export function aggregate(parts: readonly FeatureStatistics[]): FeatureStatistics {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const width = parts[0]?.dimensions.length ?? 0;
  const dimensions = Array.from({ length: width }, (_, index) =>
    aggregateDimension(
      parts.map((part) => [part.dimensions[index] ?? filled(0), part.count / Math.max(1, count)] as const),
    ),
  );
  return { count, dimensions };
}

function aggregateDimension(parts: readonly (readonly [DimensionStatistics, number])[]): DimensionStatistics {
  const average = (read: (part: DimensionStatistics) => number) =>
    parts.reduce((sum, [part, share]) => sum + read(part) * share, 0);
  const mean = average((part) => part.mean);
  return {
    min: Math.min(...parts.map(([part]) => part.min)),
    max: Math.max(...parts.map(([part]) => part.max)),
    mean,
    std: Math.sqrt(average((part) => part.std ** 2 + (part.mean - mean) ** 2)),
    q01: average((part) => part.q01),
    q10: average((part) => part.q10),
    q50: average((part) => part.q50),
    q90: average((part) => part.q90),
    q99: average((part) => part.q99),
  };
}

function scaled(statistics: DimensionStatistics, factor: number): DimensionStatistics {
  return Object.fromEntries(
    Object.entries(statistics).map(([name, value]) => [name, value * factor]),
  ) as unknown as DimensionStatistics;
}

/** Names of the statistics in the order in which LeRobot writes them. */
export const statisticNames = ['min', 'max', 'mean', 'std', 'count', ...quantileNames] as const;

/** Numbers in nested lists. */
export type Nested = number | readonly Nested[];

/**
 * One statistic in the shape that LeRobot gives it: the frame's shape, or [3][1][1] for pictures.
 *
 * @param shape - of one frame's value.
 */
export function shapedStatistic(
  { count, dimensions }: FeatureStatistics,
  name: (typeof statisticNames)[number],
  shape: readonly number[],
): readonly Nested[] {
  if (name === 'count') return [count];
  return nest(
    dimensions.map((dimension) => dimension[name]),
    shape,
  );
}

function nest(values: readonly number[], [first = 1, ...rest]: readonly number[]): readonly Nested[] {
  if (rest.length === 0) return values;
  const size = values.length / first;
  return Array.from({ length: first }, (_, index) =>
    nest(values.slice(index * size, (index + 1) * size), rest),
  );
}

/** Frames of an episode whose pictures are looked at (lerobot compute_stats.py sample_indices). */
export function sampledFrames(length: number): readonly number[] {
  const wanted = Math.max(Math.min(length, 100), Math.min(Math.floor(length ** 0.75), 10_000));
  if (wanted === 1) return [0];
  return Array.from({ length: wanted }, (_, index) => roundHalfToEven((index * (length - 1)) / (wanted - 1)));
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

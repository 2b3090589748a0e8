/** The quantiles that LeRobot keeps. */
export interface Quantiles {
  readonly q01: number;
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
  readonly q99: number;
}

/** Bins of the histogram from which quantiles are read. */
export const bins = 5000;

/** Lerobot widens the range by this much, so that the extremes fall inside. */
export const padding = 1e-10;

/** What is known of the values of a histogram. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
  /** Sum of all counts. */
  readonly total: number;
}

/** The shares of the values that lie below each quantile, in their order. */
export const shares = [0.01, 0.1, 0.5, 0.9, 0.99] as const;

/** All quantiles by their names. */
export function named(read: (share: number, place: number) => number): Quantiles {
  return { q01: read(0.01, 0), q10: read(0.1, 1), q50: read(0.5, 2), q90: read(0.9, 3), q99: read(0.99, 4) };
}

/** Lowest and highest edge of a histogram, the width of a bin, and bins per unit. */
export interface Edges {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly density: number;
  /** Bins by which rounding can move an edge, and more: only a value that is so close to one must be compared to it. */
  readonly margin: number;
}

/** The edges of the histogram of values in a range. */
export function edgesOf(min: number, max: number): Edges {
  const [low, high] = [min - padding, max + padding];
  const density = bins / (high - low);
  // Large equal values: the padding is lost in rounding, and all edges are one.
  const margin = high > low ? 1e-9 + 1e-15 * Math.max(Math.abs(low), Math.abs(high)) * density : 1;
  return { low, high, step: (high - low) / bins, density, margin };
}

/**
 * Quantiles of values that occur `counts` times each, interpolated inside a histogram of 5,000 bins.
 *
 * Source: huggingface/lerobot\@7427f318 datasets/compute_stats.py, RunningQuantileStats after one update.
 */
export function histogramQuantiles(
  values: Float64Array,
  counts: Float64Array,
  { min, max, total }: ValueRange,
): Quantiles {
  const edges = edgesOf(min, max);
  const histogram = new Float64Array(bins);
  for (const [index, value] of values.entries()) {
    const bin = binOf(value, edges);
    histogram[bin] = (histogram[bin] as number) + (counts[index] as number);
  }
  return named((share) => readQuantile(histogram, edges, share * total, 0, 0));
}

function edge({ low, high, step }: Edges, bin: number): number {
  return bin === bins ? high : low + bin * step;
}

/** The bin whose edges enclose a value: the lower edge belongs to it, the upper to the next. */
export function binOf(value: number, { low, high, step, density }: Edges): number {
  // Large equal values: the padding is lost in rounding, and all edges are one.
  if (high <= low) return bins - 1;
  const guess = Math.min(bins - 1, ((value - low) * density) | 0);
  // It can be off by one where a value lies on an edge.
  if (value < low + guess * step) return guess === 0 ? 0 : guess - 1;
  return guess < bins - 1 && value >= low + (guess + 1) * step ? guess + 1 : guess;
}

/** Where in a bin of `count` values a quantile is, if so many of the values are before the bin. */
export function insideBin(edges: Edges, bin: number, before: number, count: number, target: number): number {
  if (bin === 0) return edge(edges, 0);
  return edge(edges, bin) + ((target - before) / count) * (edge(edges, bin + 1) - edge(edges, bin));
}

/**
 * Where in a histogram so many values are below.
 *
 * @param from - the bin to begin with, of which it is known that it lies below.
 * @param before - values in the bins before that.
 */
export function readQuantile(
  histogram: Float64Array,
  edges: Edges,
  target: number,
  from: number,
  before: number,
): number {
  let below = before;
  for (let bin = from; bin < bins; bin += 1) {
    const count = histogram[bin] as number;
    if (below + count >= target) return insideBin(edges, bin, below, count, target);
    below += count;
  }
  return edge(edges, bins);
}

/** The quantiles that LeRobot keeps. */
export interface Quantiles {
  readonly q01: number;
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
  readonly q99: number;
}

/** Bins of the histogram from which quantiles are read. */
const bins = 5000;

/** Lerobot widens the range by this much, so that the extremes fall inside. */
const padding = 1e-10;

/** What is known of the values of a histogram. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
  /** Sum of all counts. */
  readonly total: number;
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
  const [low, high] = [min - padding, max + padding];
  const edge = (bin: number) => (bin === bins ? high : low + bin * ((high - low) / bins));
  const histogram = new Float64Array(bins);
  for (const [index, value] of values.entries()) {
    const bin = binOf(value, low, high, edge);
    histogram[bin] = (histogram[bin] ?? 0) + (counts[index] ?? 0);
  }
  const read = (share: number) => interpolate(histogram, edge, share * total);
  return { q01: read(0.01), q10: read(0.1), q50: read(0.5), q90: read(0.9), q99: read(0.99) };
}

/** The bin whose edges enclose a value: the lower edge belongs to it, the upper to the next. */
function binOf(value: number, low: number, high: number, edge: (bin: number) => number): number {
  // Large equal values: the padding is lost in rounding, and all edges are one.
  if (high <= low) return bins - 1;
  const guess = Math.max(0, Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins)));
  // The guess can be off by one where a value lies on an edge.
  if (value < edge(guess)) return Math.max(0, guess - 1);
  return guess < bins - 1 && value >= edge(guess + 1) ? guess + 1 : guess;
}

function interpolate(histogram: Float64Array, edge: (bin: number) => number, target: number): number {
  let before = 0;
  for (let bin = 0; bin < histogram.length; bin += 1) {
    const count = histogram[bin] ?? 0;
    if (before + count < target) {
      before += count;
      continue;
    }
    if (bin === 0) return edge(0);
    return edge(bin) + ((target - before) / count) * (edge(bin + 1) - edge(bin));
  }
  return edge(bins);
}

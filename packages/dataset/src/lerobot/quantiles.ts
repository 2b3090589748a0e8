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

/** Bins that are skipped at once where a quantile is not among them. */
const binsPerBlock = 50;

/** Quantiles of values that occur `counts` times each, without counts once. */
export type QuantileReader = (
  values: Float64Array,
  counts: Float64Array | null,
  range: ValueRange,
) => Quantiles;

/**
 * Makes a reader of quantiles, interpolated inside a histogram of 5,000 bins; the histogram's memory is used again.
 *
 * Source: huggingface/lerobot\@7427f318 datasets/compute_stats.py, RunningQuantileStats after one update.
 */
export function createQuantileReader(): QuantileReader {
  const histogram = new Float64Array(bins);
  const blocks = new Float64Array(bins / binsPerBlock);
  return (values, counts, { min, max, total }) => {
    histogram.fill(0);
    blocks.fill(0);
    const edges: Edges = { low: min - padding, high: max + padding };
    for (let index = 0; index < values.length; index += 1) {
      const bin = binOf(values[index] ?? 0, edges);
      const count = counts === null ? 1 : (counts[index] ?? 0);
      histogram[bin] = (histogram[bin] ?? 0) + count;
      const block = Math.floor(bin / binsPerBlock);
      blocks[block] = (blocks[block] ?? 0) + count;
    }
    const read = (share: number) => interpolate(histogram, blocks, edges, share * total);
    return { q01: read(0.01), q10: read(0.1), q50: read(0.5), q90: read(0.9), q99: read(0.99) };
  };
}

/** Lowest and highest edge of a histogram. */
interface Edges {
  readonly low: number;
  readonly high: number;
}

function edge({ low, high }: Edges, bin: number): number {
  return bin === bins ? high : low + bin * ((high - low) / bins);
}

/** The bin whose edges enclose a value: the lower edge belongs to it, the upper to the next. */
function binOf(value: number, edges: Edges): number {
  const { low, high } = edges;
  // Large equal values: the padding is lost in rounding, and all edges are one.
  if (high <= low) return bins - 1;
  const guess = Math.max(0, Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins)));
  // The guess can be off by one where a value lies on an edge.
  if (value < edge(edges, guess)) return Math.max(0, guess - 1);
  return guess < bins - 1 && value >= edge(edges, guess + 1) ? guess + 1 : guess;
}

function interpolate(histogram: Float64Array, blocks: Float64Array, edges: Edges, target: number): number {
  let [before, bin] = [0, 0];
  for (let block = 0; before + (blocks[block] ?? target) < target; block += 1) {
    before += blocks[block] ?? 0;
    bin += binsPerBlock;
  }
  for (; bin < bins; bin += 1) {
    const count = histogram[bin] ?? 0;
    if (before + count < target) {
      before += count;
      continue;
    }
    if (bin === 0) return edge(edges, 0);
    return edge(edges, bin) + ((target - before) / count) * (edge(edges, bin + 1) - edge(edges, bin));
  }
  return edge(edges, bins);
}

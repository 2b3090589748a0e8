import {
  binOf,
  bins,
  type Edges,
  edgesOf,
  insideBin,
  named,
  type Quantiles,
  readQuantile,
  shares,
} from './quantiles.js';

/** Bins are counted in groups of 16, and one by one only where a quantile is; a shift finds a bin's group. */
const groupBits = 4;

const binsPerGroup = 2 ** groupBits;

/** The last is not full. */
const groups = Math.ceil(bins / binsPerGroup);

/** Quantiles of the first `count` values, which are finite and lie between `min` and `max`. */
export type ValueQuantiles = (values: Float64Array, count: number, min: number, max: number) => Quantiles;

/** The group in which a quantile is reached, and how many values are before it. */
interface Start {
  group: number;
  before: number;
}

/**
 * Makes what `histogramQuantiles` computes, to the last bit, for values that occur once each. A dataset has as many
 * histograms as episodes times numbers per frame, and far more bins than an episode has frames: so few bins are
 * looked at, and the memory is used again.
 */
export function createValueQuantiles(): ValueQuantiles {
  const histogram = new Float64Array(groups * binsPerGroup);
  const groupCounts = new Int32Array(groups);
  const isLookedAt = new Uint8Array(groups);
  const starts: readonly Start[] = shares.map(() => ({ group: 0, before: 0 }));
  let found = new Uint16Array(1024);
  return (values, count, min, max) => {
    const edges = edgesOf(min, max);
    if (min === max) return named((share) => insideBin(edges, binOf(min, edges), 0, count, share * count));
    if (found.length < count) found = new Uint16Array(count);
    groupCounts.fill(0);
    isLookedAt.fill(0);
    findBins(values, count, edges, found, groupCounts);
    findStarts(groupCounts, count, starts);
    for (const { group } of starts) isLookedAt[group] = 1;
    countBins(found, count, isLookedAt, histogram);
    const quantiles = named((share, place) => {
      const { group, before } = starts[place] as Start;
      return readQuantile(histogram, edges, share * count, group * binsPerGroup, before);
    });
    for (const { group } of starts) clear(histogram, group * binsPerGroup, (group + 1) * binsPerGroup);
    return quantiles;
  };
}

function findBins(
  values: Float64Array,
  count: number,
  edges: Edges,
  found: Uint16Array,
  groupCounts: Int32Array,
): void {
  const { low, density, margin } = edges;
  const farthest = 1 - margin;
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number;
    const place = (value - low) * density;
    let bin = place | 0;
    const rest = place - bin;
    if (!(rest > margin && rest < farthest)) bin = binOf(value, edges);
    const group = bin >> groupBits;
    found[index] = bin;
    groupCounts[group] = (groupCounts[group] as number) + 1;
  }
}

function findStarts(counts: Int32Array, count: number, starts: readonly Start[]): void {
  let before = 0;
  let group = 0;
  let place = 0;
  for (const start of starts) {
    const target = (shares[place] as number) * count;
    place += 1;
    let next = before + (counts[group] as number);
    while (group < groups - 1 && next < target) {
      before = next;
      group += 1;
      next += counts[group] as number;
    }
    start.group = group;
    start.before = before;
  }
}

/** So few numbers are cleared faster than by a call of `fill`. */
function clear(histogram: Float64Array, from: number, to: number): void {
  for (let bin = from; bin < to; bin += 1) histogram[bin] = 0;
}

function countBins(found: Uint16Array, count: number, isLookedAt: Uint8Array, histogram: Float64Array): void {
  for (let index = 0; index < count; index += 1) {
    const bin = found[index] as number;
    if (isLookedAt[bin >> groupBits] === 1) histogram[bin] = (histogram[bin] as number) + 1;
  }
}

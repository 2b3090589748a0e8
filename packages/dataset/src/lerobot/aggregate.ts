import type { DimensionStatistics, FeatureStatistics } from './statistics.js';

/**
 * Statistics of two sets of frames together: exact, but for the quantiles, which lerobot 0.6.1 averages by count.
 *
 * Source: huggingface/lerobot\@7427f318 datasets/compute_stats.py aggregate_feature_stats, which weighs all dimensions
 * by the feature's count; here each weighs by its own finite values, which is the same where all are finite.
 */
export function mergeStatistics(
  first: FeatureStatistics | undefined,
  second: FeatureStatistics,
): FeatureStatistics {
  if (first === undefined) return second;
  const dimensions = second.dimensions.map((dimension, index) =>
    mergeDimensions(first.dimensions[index] ?? dimension, dimension),
  );
  return { count: first.count + second.count, dimensions };
}

function mergeDimensions(first: DimensionStatistics, second: DimensionStatistics): DimensionStatistics {
  if (first.weight === 0) return second;
  if (second.weight === 0) return first;
  const weight = first.weight + second.weight;
  const share = second.weight / weight;
  const between = (from: number, to: number) => from + (to - from) * share;
  const variance =
    between(first.std ** 2, second.std ** 2) + share * (1 - share) * (second.mean - first.mean) ** 2;
  return {
    weight,
    min: Math.min(first.min, second.min),
    max: Math.max(first.max, second.max),
    mean: between(first.mean, second.mean),
    std: Math.sqrt(variance),
    q01: between(first.q01, second.q01),
    q10: between(first.q10, second.q10),
    q50: between(first.q50, second.q50),
    q90: between(first.q90, second.q90),
    q99: between(first.q99, second.q99),
  };
}

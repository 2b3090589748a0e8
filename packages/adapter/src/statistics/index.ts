export { createStatistics, type QuantileRule, quantileRules } from './create-statistics.js';
export {
  type BoundsStatistics,
  type DatasetStatistics,
  findUnnormKey,
  parseDatasetStatistics,
  selectDataset,
  serializeDatasetStatistics,
} from './dataset-statistics.js';
export { createExactStatistics, type ExactStatistics } from './exact-statistics.js';
export { createHistogramStatistics } from './histogram-statistics.js';
export { type NormStats, parseNormStats, serializeNormStats } from './norm-stats.js';
export { normalizeCodec } from './normalize-codec.js';
export {
  createNormalizer,
  type NormalizationScheme,
  type Normalizer,
  normalizationSchemes,
} from './normalizer.js';
export type { NormalizerStatistics } from './normalizer-statistics.js';
export { maskGripper, type NumberStatistics, parseStatistics } from './number-statistics.js';
export { type Quantile, quantiles, type Statistics, type StatisticsAccumulator } from './statistics.js';

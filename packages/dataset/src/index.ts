export type {
  Camera,
  Column,
  Episode,
  EpisodeSource,
  EpisodeSummary,
  Feature,
  FeatureType,
  Picture,
  Scene,
} from './episode.js';
export type { EpisodeInput } from './lerobot-v3/check-episode.js';
export { type LeRobotV3Source, openLeRobotV3 } from './lerobot-v3/open.js';
export {
  createLeRobotV3Writer,
  type DatasetTotals,
  type LeRobotV3Options,
  type LeRobotV3Writer,
} from './lerobot-v3/writer.js';
export {
  type Evidence,
  type LinkableObject,
  type LinkInput,
  linkObjects,
  type ObjectLink,
  offsetOf,
} from './linking/link-objects.js';
export { readObjectsOfInterest } from './linking/objects-of-interest.js';
export { type Axis, liberoView, type PositionOf, type View } from './linking/view.js';
export { type BodyPoses, bodyPoses, type StateTable, sitePositions } from './mjcf/kinematics.js';
export type { Body, Joint, JointType, KinematicModel, Site } from './mjcf/model.js';
export { readKinematicModel } from './mjcf/read-model.js';
export { openDataset, type SourceFormat, sourceFormats } from './open-dataset.js';
export type { SourceOptions } from './source-options.js';
export { createStagedDirectory, type StagedDirectory, type StagingOptions } from './staging.js';

export { type CameraFrameOptions, createCameraFrame } from './frame/camera-frame.js';
export { createFrame, type Frame, type FrameOptions, frames } from './frame/frame.js';
export {
  findOrientationMismatch,
  type ImageOrientation,
  type OrientationMismatch,
  orientFrame,
} from './frame/image-orientation.js';
export { type Matrix3, type Rotation, rotationMatrix } from './frame/rotation.js';
export {
  createLabeler,
  type Label,
  type Labeler,
  type LabelerOptions,
  type LabelInput,
  type RelationColumns,
} from './labels/labeler.js';
export { type FineVariant, type Proximity, type Relation, type Sign, thresholds } from './labels/relation.js';
export { unlabelled } from './labels/rules/rule.js';
export { type AnswerCounts, countAnswers } from './labels/statistics.js';

export { type ApproachPoint, approachPoint } from './events/approach-point.js';
export type { EventObject, EventProblem, ObjectTrack } from './events/event-types.js';
export { type EventInput, type EventPositions, positionsFromEvents } from './events/positions-from-events.js';
export { type CameraFrameOptions, createCameraFrame } from './frame/camera-frame.js';
export { createFrame, type Frame, type FrameOptions, frames } from './frame/frame.js';
export {
  findOrientationMismatch,
  type ImageOrientation,
  type OrientationMismatch,
  orientFrame,
} from './frame/image-orientation.js';
export { type Matrix3, type Rotation, rotationMatrix } from './frame/rotation.js';
export type { Vector } from './frame/vectors.js';
export type { Closure } from './grasp/closures.js';
export { findGrasps, type GripperEvents } from './grasp/find-grasps.js';
export { graspFlags, graspSpans } from './grasp/grasp-flags.js';
export type { GripperOptions, GripperThreshold } from './grasp/gripper-options.js';
export type { GripperProblem } from './grasp/gripper-problems.js';
export type { Grasp } from './grasp/judge-closure.js';
export {
  createLabeler,
  type Label,
  type Labeler,
  type LabelerOptions,
  type LabelInput,
  type RelationColumns,
} from './labels/labeler.js';
export {
  type FineVariant,
  isFine,
  type Proximity,
  type Relation,
  type Sign,
  thresholds,
} from './labels/relation.js';
export { distancesOf, type Positions, relationsBetween } from './labels/relations-between.js';
export { unlabelled } from './labels/rules/rule.js';
export { type SmoothOptions, smoothLabels } from './labels/smooth.js';
export {
  type AnswerCounts,
  changePoints,
  countAnswers,
  type LabelRuns,
  labelRuns,
} from './labels/statistics.js';

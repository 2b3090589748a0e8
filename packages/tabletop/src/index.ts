export { createEngine, type Engine, type EngineOptions } from './engine/engine.js';
export { createDisturbance, type DisturbanceOptions } from './episodes/disturbance.js';
export { createPictureTaker, type PictureTaker } from './episodes/picture-taker.js';
export {
  bodiesOf,
  type RecordedEpisode,
  type RecordOptions,
  recordEpisode,
} from './episodes/record-episode.js';
export { actionNames, stateNames, stateVector } from './episodes/state-vector.js';
export { tickLimit } from './episodes/tick-limit.js';
export { createReplay, createVisits, type Driver, type DriverView } from './episodes/visits.js';
export {
  type EpisodeFailure,
  type EvaluatedEpisode,
  type EvaluateOptions,
  episodeFailures,
  evaluateEpisode,
} from './evaluation/evaluate-episode.js';
export { mcnemarTest } from './evaluation/mcnemar.js';
export type { PolicyMove, PolicyView, TabletopPolicy } from './evaluation/policy.js';
export { createExpertPolicy, createRandomPolicy } from './evaluation/scripted-policies.js';
export { signFlipTest } from './evaluation/sign-flip.js';
export { type Interval, wilsonInterval } from './evaluation/wilson.js';
export { createExpert, type Expert } from './expert/expert.js';
export { type Colour, colours, palette } from './model/palette.js';
export { controlRate, tableHeight } from './model/settings.js';
export { type Thing, type ThingKind, thingKinds } from './model/thing.js';
export {
  type CameraIntrinsics,
  type CameraPose,
  cameraExtrinsics,
  cameraIntrinsics,
  cameraPose,
  type PictureSize,
} from './render/camera.js';
export type { ShadowRegion } from './render/light.js';
export type { RendererOptions } from './render/render-options.js';
export { createRenderer, type SceneRenderer } from './render/renderer.js';
export type { SceneScan } from './render/scan.js';
export type {
  GeometryPose,
  HandPose,
  SceneCamera,
  SceneGeometry,
  SceneShape,
  ShapeKind,
  SurfacePattern,
} from './render/scene-geometry.js';
export { shapeKinds, surfacePatterns } from './render/scene-geometry.js';
export { areReached, isReached } from './tasks/is-reached.js';
export { parseSplit, type Split, seenSplit, seenTasks, unseenSplit, unseenTasks } from './tasks/split.js';
export {
  type Goal,
  type GoalRelation,
  type Task,
  type TaskFamily,
  type TaskObject,
  taskFamilies,
  type UnseenKind,
  unseenKinds,
} from './tasks/task.js';
export { actionScale, type HandTarget, workspace } from './world/hand-target.js';
export type { Layout, Placement } from './world/layout.js';
export type { Euler, Vector3 } from './world/rotations.js';
export { type LayoutOptions, sampleLayout } from './world/sample-layout.js';
export type { PlacedThing, Region, Scene } from './world/scene.js';
export { createWorld, type World, type WorldOptions, type WorldSnapshot } from './world/world.js';
export type { HandState, PartState, ThingState, WorldState } from './world/world-state.js';

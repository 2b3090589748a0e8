export type {
  GeometryPose,
  HandPose,
  SceneCamera,
  SceneGeometry,
  SceneShape,
  ShapeKind,
} from './render/scene-geometry.js';
export { shapeKinds } from './render/scene-geometry.js';

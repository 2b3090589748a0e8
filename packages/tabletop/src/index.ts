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

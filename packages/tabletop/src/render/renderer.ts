import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { cameraIntrinsics, cameraPose, type PictureSize } from './camera.js';
import { tableLight } from './light.js';
import { createSceneMesh, type SceneMesh } from './mesh/scene-mesh.js';
import { createPlacedCorners, placeCorners } from './place-corners.js';
import { createSceneDrawer } from './raster/draw-scene.js';
import { createSampleGrid } from './raster/fill-triangle.js';
import type { View } from './raster/view.js';
import { checkOptions, checkPose, type RendererOptions } from './render-options.js';
import { readScan, type SceneScan } from './scan.js';
import type { GeometryPose, HandPose, SceneCamera } from './scene-geometry.js';
import { createPictureShader } from './shade/shade-picture.js';
import { createSurfaces } from './shade/surfaces.js';
import { createShadowMap } from './shadow-map.js';

/** Draws pictures of one scene; the same input gives the same bits in every JavaScript engine. */
export interface SceneRenderer {
  /** Of every picture, pixels. */
  readonly size: PictureSize;
  /**
   * One picture, in memory of its own.
   *
   * @param hand - where the hand is; needed by cameras that are mounted on it.
   * @throws InspireError `RENDER_POSE` where the pose is not of this scene; `CAMERA_MOUNT` where the hand is missing.
   */
  render(pose: GeometryPose, camera: SceneCamera, hand?: HandPose): RgbImage;
  /**
   * One picture per camera of the same moment, whose shadows are drawn once.
   *
   * @throws InspireError as {@link SceneRenderer.render} does.
   */
  renderAll(pose: GeometryPose, cameras: readonly SceneCamera[], hand?: HandPose): readonly RgbImage[];
  /**
   * How far away, and what, the middle of every pixel is.
   *
   * @throws InspireError as {@link SceneRenderer.render} does.
   */
  scan(pose: GeometryPose, camera: SceneCamera, hand?: HandPose): SceneScan;
}

/**
 * Makes a renderer of a scene: triangles into a depth buffer, Lambert's law, shadows, no graphics library.
 *
 * All memory but the pictures' own is reserved here.
 *
 * @throws InspireError `RENDER_OPTIONS` where an option is out of range; `SCENE_TOO_LARGE` beyond 32,766 triangles.
 *
 * @example
 * ```ts
 * import { createRenderer } from '@inspire-vla/tabletop';
 *
 * const shapes = [{ shape: 'box', size: [0.1, 0.1, 0.1], colour: [0.8, 0.2, 0.2], body: 1, object: 1 }] as const;
 * const renderer = createRenderer({ geometry: { shapes, objects: ['background', 'red box'] }, size: 96 });
 * const pose = { positions: new Float64Array(3), rotations: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
 * // 1 m above the box, looking down.
 * const rotation = [1, 0, 0, 0, 1, 0, 0, 0, 1];
 * const camera = { name: 'top', position: [0, 0, 1], rotation, verticalFieldOfView: 0.8, mount: 'world' } as const;
 * const { width, height, bytes } = renderer.render(pose, camera);
 * console.log(width, height, bytes.length); // 96 96 27648
 * const { depth, objects } = renderer.scan(pose, camera);
 * console.log(depth[48 * 96 + 48], objects[48 * 96 + 48]); // 0.9 m to the red box (as float32), which is object 1
 * ```
 */
export function createRenderer(options: RendererOptions): SceneRenderer {
  const { geometry } = options;
  const { size, supersampling, shadows } = checkOptions(options);
  const mesh = createSceneMesh(geometry);
  checkTriangles(mesh);
  const placed = createPlacedCorners(mesh);
  const drawer = createSceneDrawer(mesh);
  const surfaces = createSurfaces(geometry);
  const shadowMap = shadows === false ? null : createShadowMap(mesh, tableLight, shadows);
  const fine = createSampleGrid(size.width * supersampling, size.height * supersampling);
  const coarse = createSampleGrid(size.width, size.height);
  const shader = createPictureShader(size.width, supersampling);

  function place(pose: GeometryPose): void {
    checkPose(geometry, pose);
    placeCorners(placed, mesh, pose, tableLight);
  }
  function renderAll(
    pose: GeometryPose,
    cameras: readonly SceneCamera[],
    hand?: HandPose,
  ): readonly RgbImage[] {
    place(pose);
    shadowMap?.draw(placed);
    return cameras.map((camera) => {
      const view = viewOf(camera, hand, fine);
      const drawn = drawer.draw(fine, placed, pose, view);
      return {
        ...size,
        bytes: shader.shade({ grid: fine, drawn, view, pose, surfaces, shadows: shadowMap }),
      };
    });
  }
  return {
    size,
    render: (pose, camera, hand) => renderAll(pose, [camera], hand)[0] as RgbImage,
    renderAll,
    scan(pose, camera, hand) {
      place(pose);
      const drawn = drawer.draw(coarse, placed, pose, viewOf(camera, hand, coarse));
      return readScan(coarse, drawn, geometry);
    },
  };
}

/** A camera that looks at a grid; what is a pixel there is a sample here. */
function viewOf(camera: SceneCamera, hand: HandPose | undefined, grid: PictureSize): View {
  const focal = cameraIntrinsics(camera, grid).fy;
  return { ...cameraPose(camera, hand), focal, centreX: grid.width / 2, centreY: grid.height / 2 };
}

/** Numbers of triangles stand in 16 bits, and each may be cut in two at a picture's near end. */
function checkTriangles({ triangles, radius }: SceneMesh): void {
  const count = triangles.length / 3;
  if (count * 2 < 65_535) return;
  throw new InspireError({
    code: 'SCENE_TOO_LARGE',
    message: `the scene's ${radius.length} shapes have ${count} triangles, more than 32766`,
    at: 'createRenderer',
    fix: 'leave out shapes that no camera sees, or put boxes in place of round ones',
  });
}

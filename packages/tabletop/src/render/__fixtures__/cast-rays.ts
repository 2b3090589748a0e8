import type { Engine } from '../../engine/engine.js';
import type { MujocoBuffer, MujocoData, MujocoModel } from '../../engine/mujoco.js';
import { cameraExtrinsics, cameraIntrinsics, type PictureSize } from '../camera.js';
import type { GeometryPose, HandPose, SceneCamera, SceneGeometry, ShapeKind } from '../scene-geometry.js';
import { shapeKinds } from '../scene-geometry.js';

/** The part of MuJoCo that only tests call. */
interface RayModule {
  readonly IntBuffer: new (size: number) => MujocoBuffer;
  readonly DoubleBuffer: new (size: number) => MujocoBuffer;
  mj_multiRay(...values: readonly unknown[]): void;
}

/** What rays through the middles of all pixels hit. */
export interface RayPicture {
  /** Geom of each pixel; −1 is none. */
  readonly geoms: Int32Array;
  /** Metres along the line of sight. */
  readonly depth: Float64Array;
}

/** A compiled model of free geoms, with itself as geometry for the renderer; every geom is an object of its own. */
export interface RayScene {
  readonly geometry: SceneGeometry;
  readonly pose: GeometryPose;
  cast(camera: SceneCamera, size: PictureSize, hand?: HandPose): RayPicture;
  close(): void;
}

const numbers: Readonly<Record<number, ShapeKind>> = Object.fromEntries(
  [0, 6, 5, 2, 3, 4].map((number, index) => [number, shapeKinds[index] ?? 'box']),
);

/** Compiles MJCF and casts MuJoCo's own rays into it: the oracle of the rasteriser. */
export function createRayScene({ module }: Engine, xml: string): RayScene {
  const model = module.MjModel.from_xml_string(xml);
  const data = new module.MjData(model);
  module.mj_forward(model, data);
  const shapes = Array.from({ length: model.ngeom }, (_, geom) => ({
    shape: numbers[model.geom_type[geom] ?? -1] ?? 'box',
    size: [...model.geom_size.slice(3 * geom, 3 * geom + 3)] as unknown as [number, number, number],
    colour: [0.5, 0.6, 0.7] as const,
    body: model.geom_bodyid[geom] ?? 0,
    object: geom + 1,
  }));
  return {
    geometry: { shapes, objects: ['background', ...shapes.map((_, geom) => `geom ${geom}`)] },
    pose: { positions: data.geom_xpos.slice(), rotations: data.geom_xmat.slice() },
    cast: (camera, size, hand) =>
      cast(module as unknown as RayModule, model, data, rays(camera, size, hand)),
    close: () => [data, model].forEach((owned) => owned.delete()),
  };
}

/** Where rays start, and where each goes at depth 1, by the published intrinsics and extrinsics. */
function rays(camera: SceneCamera, size: PictureSize, hand?: HandPose) {
  const { fx, fy, cx, cy } = cameraIntrinsics(camera, size);
  const matrix = cameraExtrinsics(camera, hand);
  const at = (row: number, column: number) => matrix[row * 4 + column] ?? Number.NaN;
  // The inverse of a rigid transform: its rotation's columns.
  const start = [0, 1, 2].map((axis) => -[0, 1, 2].reduce((sum, row) => sum + at(row, axis) * at(row, 3), 0));
  const directions = new Float64Array(size.width * size.height * 3);
  for (let pixel = 0; pixel < size.width * size.height; pixel += 1) {
    const ray = [((pixel % size.width) - cx) / fx, (Math.floor(pixel / size.width) - cy) / fy, 1];
    for (let axis = 0; axis < 3; axis += 1) {
      directions[pixel * 3 + axis] = ray.reduce((sum, value, row) => sum + value * at(row, axis), 0);
    }
  }
  return { start, directions, count: size.width * size.height };
}

function cast(
  module: RayModule,
  model: MujocoModel,
  data: MujocoData,
  { start, directions, count }: ReturnType<typeof rays>,
): RayPicture {
  const [geoms, distances, normals] = [
    new module.IntBuffer(count),
    new module.DoubleBuffer(count),
    new module.DoubleBuffer(3 * count),
  ];
  // Directions are as long as depth 1, and MuJoCo counts distances in lengths of the direction.
  module.mj_multiRay(model, data, start, directions, null, true, -1, geoms, distances, normals, count, 1e10);
  const picture = { geoms: Int32Array.from(geoms.GetView()), depth: distances.GetView().slice() };
  for (const buffer of [geoms, distances, normals]) buffer.delete();
  return picture;
}

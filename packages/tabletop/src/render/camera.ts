import { InspireError } from '@inspire-vla/adapter';
import type { HandPose, SceneCamera } from './scene-geometry.js';
import { cosine, sine } from './trigonometry.js';

/** Width and height of a picture, pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The pinhole of a camera, pixels, in OpenCV's convention: the middle of the upper left pixel is (0, 0). */
export interface CameraIntrinsics {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
}

/** Where a camera is; world frame. */
export interface CameraPose {
  /** Metres [3]. */
  readonly position: readonly [number, number, number];
  /** Rotation matrix [9], row-major, from the camera's axes to the world's. */
  readonly rotation: readonly number[];
}

/**
 * The pinhole of a camera for pictures of a size.
 *
 * A point (x, y, z) in OpenCV's camera axes (x right, y down, z forward; see {@link cameraExtrinsics}) is at column
 * fx·x/z + cx and row fy·y/z + cy.
 *
 * @example
 * ```ts
 * import { cameraIntrinsics } from '@inspire-vla/tabletop';
 *
 * const camera = { verticalFieldOfView: Math.PI / 2 };
 * console.log(cameraIntrinsics(camera, { width: 96, height: 96 })); // { fx: 48, fy: 48, cx: 47.5, cy: 47.5 }, nearly
 * ```
 */
export function cameraIntrinsics(
  { verticalFieldOfView }: Pick<SceneCamera, 'verticalFieldOfView'>,
  { width, height }: PictureSize,
): CameraIntrinsics {
  const half = verticalFieldOfView / 2;
  const focal = ((height / 2) * cosine(half)) / sine(half);
  return { fx: focal, fy: focal, cx: (width - 1) / 2, cy: (height - 1) / 2 };
}

/**
 * Where a camera is in the world, with its own axes: x right, y up, −z forward, as in MuJoCo and OpenGL.
 *
 * @param hand - where the hand is; needed by cameras that are mounted on it.
 * @throws InspireError `CAMERA_MOUNT` where a camera is mounted on the hand and it is not given.
 */
export function cameraPose(camera: SceneCamera, hand?: HandPose): CameraPose {
  if (camera.mount === 'world') return { position: camera.position, rotation: camera.rotation };
  if (hand === undefined) {
    throw new InspireError({
      code: 'CAMERA_MOUNT',
      message: 'the camera is mounted on the hand, and where the hand is was not given',
      at: `camera ${camera.name}`,
      fix: "give the hand's position and rotation at the moment of the picture",
    });
  }
  const [x, y, z] = multiply(hand.rotation, camera.position, 1) as [number, number, number];
  const [px = Number.NaN, py = Number.NaN, pz = Number.NaN] = hand.position;
  return { position: [x + px, y + py, z + pz], rotation: multiply(hand.rotation, camera.rotation, 3) };
}

/**
 * The matrix [4 × 4], row-major, that takes a point of the world to OpenCV's camera axes (x right, y down, z forward),
 * metres.
 *
 * @param hand - where the hand is; needed by cameras that are mounted on it.
 * @throws InspireError `CAMERA_MOUNT` where a camera is mounted on the hand and it is not given.
 *
 * @example
 * ```ts
 * import { cameraExtrinsics } from '@inspire-vla/tabletop';
 *
 * // A camera 1 m above the origin that looks down, with the world's y up in the picture.
 * const rotation = [1, 0, 0, 0, 1, 0, 0, 0, 1];
 * const camera = { name: 'top', position: [0, 0, 1], rotation, verticalFieldOfView: 0.8, mount: 'world' } as const;
 * console.log(cameraExtrinsics(camera)); // [1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 1, 0, 0, 0, 1], with some -0
 * ```
 */
export function cameraExtrinsics(camera: SceneCamera, hand?: HandPose): readonly number[] {
  const { position, rotation } = cameraPose(camera, hand);
  const rows = [0, 1, 2].map((axis) => {
    const sign = axis === 0 ? 1 : -1;
    const row = [0, 3, 6].map((start) => sign * (rotation[start + axis] as number));
    return [...row, -row.reduce((sum, value, index) => sum + value * (position[index] as number), 0)];
  });
  return [...rows.flat(), 0, 0, 0, 1];
}

/** A 3 × 3 matrix times one with that many columns, both row-major. */
function multiply(matrix: readonly number[], other: readonly number[], columns: number): readonly number[] {
  return Array.from({ length: 3 * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    let sum = 0;
    for (let inner = 0; inner < 3; inner += 1) {
      sum += (matrix[row * 3 + inner] as number) * (other[inner * columns + column] as number);
    }
    return sum;
  });
}

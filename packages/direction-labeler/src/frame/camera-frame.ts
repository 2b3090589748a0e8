import type { AxisWords } from '@inspire-vla/adapter';
import { checkKnown } from '../check-known.js';
import type { Frame } from './frame.js';
import { type ImageOrientation, orientFrame } from './image-orientation.js';
import { type Matrix3, type Rotation, rotate, rotationMatrix } from './rotation.js';
import { cross, dot, horizontal, length, unit, upDirection, type Vector } from './vectors.js';
import { viewerPairs } from './words.js';

/** Options of {@link createCameraFrame}. */
export interface CameraFrameOptions {
  /** The camera's axes in the world: turns a vector of the camera into one of the world (extrinsics, camera → world). */
  readonly rotation: Rotation;
  /**
   * What the camera's axes mean: `opengl` (MuJoCo, robosuite, Blender: x right, y up, looks along −z) or `opencv`
   * (ROS optical frames, COLMAP: x right, y down, looks along +z).
   */
  readonly axes: 'opengl' | 'opencv';
  /**
   * Which way is up: default the world's +z, so that up and down follow gravity and only the camera's heading counts,
   * as the paper's labels do. Null takes the picture's own axes, e.g. for a wrist camera: up is then the upper edge of the
   * pictures as they stand, see `image`.
   */
  readonly up?: Vector | null;
  /** How the pictures stand, if not `upright`. */
  readonly image?: ImageOrientation;
}

/** Sine of 30°: a direction that is closer to the vertical has no heading to go by. */
const least = 0.5;

/**
 * The frame of somebody who looks through a camera: right is the picture's right, front is towards the camera.
 *
 * Seen through LIBERO's agent-view camera this is the `libero` frame. A camera that looks within 30° of straight down
 * has no heading; its picture's upper edge then counts as away from the viewer. Where the picture lies on its side (its
 * right within 30° of the vertical), right is that of somebody who stands at the camera.
 *
 * @throws InspireError `FRAME_ROTATION` for a rotation that is none or an `up` of no length, `FRAME_SYNTAX` for axes or an
 * image orientation that do not exist.
 *
 * @example
 * ```ts
 * import { createCameraFrame, createLabeler } from '@inspire-vla/direction-labeler';
 *
 * // A camera in front of the robot that looks back at it, along the world's −x.
 * const frame = createCameraFrame({ rotation: [0, 0, 1, 1, 0, 0, 0, 1, 0], axes: 'opengl' });
 * const labeler = createLabeler({ frame });
 * labeler.label({ object: [0, 0.2, 0], effector: [0, 0, 0], grasped: false }).answer; // 'right'
 * labeler.label({ object: [0.2, 0, 0], effector: [0, 0, 0], grasped: false }).answer; // 'front'
 * ```
 */
export function createCameraFrame(options: CameraFrameOptions): Frame {
  const { rotation, axes, up = [0, 0, 1], image = 'upright' } = options;
  checkKnown('FRAME_SYNTAX', 'axes', axes, ['opengl', 'opencv'] satisfies CameraFrameOptions['axes'][]);
  const camera = rotationMatrix(rotation);
  const sign = axes === 'opengl' ? 1 : -1;
  const right = rotate(camera, [1, 0, 0]);
  const pictureUp = rotate(camera, [0, sign, 0]);
  const towards = rotate(camera, [0, 0, sign]);
  // The picture's own axes go the same way, as rounded extrinsics are not quite at right angles.
  const vertical = upDirection(up ?? pictureUp);
  const { front, side } = headingOf(towards, right, vertical);
  const rows: readonly Vector[] = [front, side, vertical];
  const { depth, side: y, height: z } = viewerPairs;
  // A camera that hangs upside down has its picture's right on the other hand.
  const x: AxisWords = dot(towards, front) < -least ? [depth[1], depth[0]] : depth;
  const frame: Frame = { x, y, z, rotation: rows.flat() as unknown as Matrix3 };
  return orientFrame(up === null ? { ...frame, height: 'picture' } : frame, image);
}

/** The level directions to the picture's right, and towards whoever has it on the right hand. */
function headingOf(
  towards: Vector,
  right: Vector,
  vertical: Vector,
): Readonly<Record<'front' | 'side', Vector>> {
  const sideways = horizontal(right, vertical);
  if (length(sideways) < least) {
    const front = unit(horizontal(towards, vertical));
    return { front, side: cross(vertical, front) };
  }
  const side = unit(sideways);
  return { front: cross(side, vertical), side };
}

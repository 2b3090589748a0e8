import { InspireError } from '@inspire-vla/adapter';
import type { Frame } from './frame.js';
import { type ImageOrientation, orientFrame } from './image-orientation.js';
import { type Matrix3, type Rotation, rotate, rotationMatrix } from './rotation.js';
import { viewerPairs } from './words.js';

type Vector = readonly [number, number, number];

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
   * as the paper's labels do. Null takes the picture's own axes, e.g. for a wrist camera.
   */
  readonly up?: Vector | null;
  /** How the pictures stand, if not `upright`. */
  readonly image?: ImageOrientation;
}

/**
 * The frame of somebody who looks through a camera: right is the picture's right, front is towards the camera.
 *
 * Seen through LIBERO's agent-view camera this is the `libero` frame. A camera that looks straight down has no
 * heading; its picture's upper edge then counts as away from the viewer.
 *
 * @throws InspireError `FRAME_ROTATION` for a rotation that is none or an `up` of no length.
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
  const camera = rotationMatrix(rotation);
  const sign = axes === 'opengl' ? 1 : -1;
  const right = rotate(camera, [1, 0, 0]);
  const pictureUp = rotate(camera, [0, sign, 0]);
  const towards = rotate(camera, [0, 0, sign]);
  const rows = up === null ? [towards, right, pictureUp] : levelled(towards, pictureUp, up);
  const { depth: x, side: y, height: z } = viewerPairs;
  return orientFrame({ x, y, z, rotation: rows.flat() as unknown as Matrix3 }, image);
}

/** Towards the viewer, right and up, with up as told and the heading of the camera. */
function levelled(towards: Vector, pictureUp: Vector, up: Vector): readonly Vector[] {
  const vertical = unit(up);
  if (vertical === null) throw upError();
  // From straight above, the lower edge of the picture is the viewer's side.
  const below = pictureUp.map((value) => -value) as unknown as Vector;
  const front = unit(horizontal(towards, vertical)) ?? unit(horizontal(below, vertical));
  if (front === null) throw upError();
  return [front, cross(vertical, front), vertical];
}

function horizontal(vector: Vector, vertical: Vector): Vector {
  const height = vector[0] * vertical[0] + vector[1] * vertical[1] + vector[2] * vertical[2];
  return [
    vector[0] - height * vertical[0],
    vector[1] - height * vertical[1],
    vector[2] - height * vertical[2],
  ];
}

function cross([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

/** Null where there is no direction: 1e-3 is a camera within 0.06° of straight down. */
function unit(vector: Vector): Vector | null {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length < 1e-3) return null;
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

function upError(): InspireError {
  return new InspireError({
    code: 'FRAME_ROTATION',
    message: 'the up vector has no direction',
    at: 'up',
    fix: 'give a vector such as [0, 0, 1], or null for the picture’s own axes',
  });
}

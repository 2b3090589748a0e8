import type { CameraPose } from '../camera.js';

/** Metres in front of a camera before which nothing is seen. */
export const nearest = 0.01;

/** A camera that looks at a grid of samples. */
export interface View extends CameraPose {
  /** Samples per metre, one metre ahead. */
  readonly focal: number;
  /** Where the camera looks, in samples from the grid's upper left corner. */
  readonly centreX: number;
  readonly centreY: number;
}

/** Whether a ball is certainly not in the picture. */
export function isOutside(view: View, x: number, y: number, z: number, radius: number): boolean {
  const [px, py, pz] = view.position;
  const rotation = view.rotation;
  const [dx, dy, dz] = [x - px, y - py, z - pz];
  const along = (axis: number) =>
    dx * (rotation[axis] as number) +
    dy * (rotation[axis + 3] as number) +
    dz * (rotation[axis + 6] as number);
  const depth = -along(2);
  if (depth + radius < nearest) return true;
  return (
    isBeside(along(0), depth, radius, view.centreX / view.focal) ||
    isBeside(along(1), depth, radius, view.centreY / view.focal)
  );
}

/** Whether a ball is left or right of two planes through the camera that meet at twice the angle of this tangent. */
function isBeside(across: number, depth: number, radius: number, tangent: number): boolean {
  return Math.abs(across) - tangent * depth > radius * Math.sqrt(1 + tangent * tangent);
}

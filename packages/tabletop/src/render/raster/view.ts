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
  const dx = x - view.position[0];
  const dy = y - view.position[1];
  const dz = z - view.position[2];
  const depth = -along(view, 2, dx, dy, dz);
  if (depth + radius < nearest) return true;
  return (
    isBeside(along(view, 0, dx, dy, dz), depth, radius, view.centreX / view.focal) ||
    isBeside(along(view, 1, dx, dy, dz), depth, radius, view.centreY / view.focal)
  );
}

/** How far a vector goes along one of the camera's axes. */
function along({ rotation }: View, axis: number, x: number, y: number, z: number): number {
  return (
    x * (rotation[axis] as number) + y * (rotation[axis + 3] as number) + z * (rotation[axis + 6] as number)
  );
}

/** Whether a ball is left or right of two planes through the camera that meet at twice the angle of this tangent. */
function isBeside(across: number, depth: number, radius: number, tangent: number): boolean {
  return Math.abs(across) - tangent * depth > radius * Math.sqrt(1 + tangent * tangent);
}

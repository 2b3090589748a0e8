import { InspireError } from '@inspire-vla/adapter';

/** A vector of the world, or a position in it: three numbers, e.g. metres. */
export type Vector = readonly [x: number, y: number, z: number];

/**
 * The direction of an up vector of any length.
 *
 * @throws InspireError `FRAME_ROTATION` for one that has none.
 */
export function upDirection([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  if (Number.isFinite(length) && length > 0) return [x / length, y / length, z / length];
  throw new InspireError({
    code: 'FRAME_ROTATION',
    message: 'the up vector has no direction',
    at: 'up',
    fix: 'give three finite numbers that are not all zero, such as [0, 0, 1]',
  });
}

/** The part of a vector that is at right angles to a vertical of length 1. */
export function horizontal(vector: Vector, vertical: Vector): Vector {
  const height = dot(vector, vertical);
  return [
    vector[0] - height * vertical[0],
    vector[1] - height * vertical[1],
    vector[2] - height * vertical[2],
  ];
}

/** Scalar product. */
export function dot([a, b, c]: Vector, [x, y, z]: Vector): number {
  return a * x + b * y + c * z;
}

/** Vector product. */
export function cross([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

/** Euclidean length. */
export function length(vector: Vector): number {
  return Math.hypot(...vector);
}

/** The vector with length 1; the zero vector stays as it is. */
export function unit(vector: Vector): Vector {
  const size = length(vector) || 1;
  return [vector[0] / size, vector[1] / size, vector[2] / size];
}

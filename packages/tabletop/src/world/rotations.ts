import { arcSine, arcTangent2 } from '../trigonometry/arcs.js';
import { cosine, sine } from '../trigonometry/sine-cosine.js';

/** Yaw, pitch and roll, radians: a turn about z of a turn about y of a turn about x. */
export type Euler = readonly [number, number, number];

/** A position or a vector [x, y, z]; where it is used stands its frame, and its unit. */
export type Vector3 = readonly [number, number, number];

/** Yaw, pitch and roll of a matrix [9]; pitch within a quarter turn. */
export function eulerOfMatrix(matrix: ArrayLike<number>): Euler {
  const at = (index: number) => matrix[index] ?? 0;
  const pitch = arcSine(Math.min(1, Math.max(-1, -at(6))));
  return [arcTangent2(at(3), at(0)), pitch, arcTangent2(at(7), at(8))];
}

/** The matrix [9] of a rotation vector: the axis times the angle, radians. */
export function matrixOfVector([x, y, z]: Vector3): readonly number[] {
  const angle = Math.hypot(x, y, z);
  if (angle < 1e-12) return [1, 0, 0, 0, 1, 0, 0, 0, 1];
  const [ax, ay, az] = [x / angle, y / angle, z / angle];
  const [c, s] = [cosine(angle), sine(angle)];
  const t = 1 - c;
  return [
    t * ax * ax + c,
    t * ax * ay - s * az,
    t * ax * az + s * ay,
    t * ax * ay + s * az,
    t * ay * ay + c,
    t * ay * az - s * ax,
    t * ax * az - s * ay,
    t * ay * az + s * ax,
    t * az * az + c,
  ];
}

/** The product of two matrices [9]. */
export function multiply(left: ArrayLike<number>, right: ArrayLike<number>): readonly number[] {
  return Array.from({ length: 9 }, (_, index) => {
    const [row, column] = [index - (index % 3), index % 3];
    let sum = 0;
    for (let k = 0; k < 3; k += 1) sum += (left[row + k] ?? 0) * (right[column + 3 * k] ?? 0);
    return sum;
  });
}

/**
 * The rotation vector of a hand that looks down, radians: the axis times the angle. Near half a turn axis and angle
 * have two forms; the one whose axis has a positive x is given throughout, so that numbers do not jump.
 */
export function rotationVector(matrix: ArrayLike<number>): Vector3 {
  const at = (index: number) => matrix[index] ?? 0;
  // The hand is never far from half a turn about x, so x is the quaternion's largest part.
  const x = Math.sqrt(Math.max(0, 1 + at(0) - at(4) - at(8))) / 2;
  const scale = 1 / (4 * Math.max(x, 1e-9));
  const y = (at(1) + at(3)) * scale;
  const z = (at(2) + at(6)) * scale;
  const w = (at(7) - at(5)) * scale;
  const length = Math.hypot(x, y, z);
  const factor = (2 * arcTangent2(length, w)) / Math.max(length, 1e-9);
  return [x * factor, y * factor, z * factor];
}

/** The angle nearest to zero that differs from the given one by whole periods, radians. */
export function nearestAngle(angle: number, period: number): number {
  return angle - period * Math.round(angle / period);
}

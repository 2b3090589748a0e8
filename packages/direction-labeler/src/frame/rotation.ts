import { InspireError } from '@inspire-vla/adapter';

/** A 3×3 matrix, row by row. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

/** A rotation: a 3×3 matrix as nine numbers row by row or as three rows, or a quaternion with its real part first. */
export type Rotation =
  | readonly number[]
  | readonly [readonly number[], readonly number[], readonly number[]]
  | { readonly w: number; readonly x: number; readonly y: number; readonly z: number };

/** Farthest that R·Rᵀ may be from the identity: extrinsics are often written with four digits. */
const tolerance = 1e-3;

/**
 * Reads a rotation as a 3×3 matrix.
 *
 * @param rotation - nine numbers row by row, three rows, or a quaternion {w, x, y, z} of any length but zero.
 * @throws InspireError `FRAME_ROTATION` for anything that is no proper rotation (a mirror is none).
 *
 * @example
 * ```ts
 * import { rotationMatrix } from '@inspire-vla/direction-labeler';
 *
 * // A quarter turn about z: what lies along x comes to lie along y.
 * const half = Math.SQRT1_2;
 * rotationMatrix({ w: half, x: 0, y: 0, z: half }).map(Math.round); // [0, -1, 0, 1, 0, 0, 0, 0, 1]
 * ```
 */
export function rotationMatrix(rotation: Rotation): Matrix3 {
  const matrix = 'w' in rotation ? fromQuaternion(rotation) : rotation.flat();
  if (matrix.length !== 9 || !matrix.every(Number.isFinite)) throw rotationError('nine finite numbers');
  const proper = matrix as unknown as Matrix3;
  if (!isOrthonormal(proper)) throw rotationError('rows of length 1 at right angles to each other');
  if (determinant(proper) < 0) throw rotationError('no mirroring; swap a word pair instead');
  return proper;
}

/** Rotates a vector. */
export function rotate(
  [a, b, c, d, e, f, g, h, i]: Matrix3,
  [x, y, z]: readonly [number, number, number],
): readonly [number, number, number] {
  return [a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z];
}

function fromQuaternion({ w, x, y, z }: { w: number; x: number; y: number; z: number }): number[] {
  const square = w * w + x * x + y * y + z * z;
  if (!Number.isFinite(square) || square === 0) throw rotationError('a finite quaternion that is not zero');
  const scale = 2 / square;
  return [
    1 - scale * (y * y + z * z),
    scale * (x * y - w * z),
    scale * (x * z + w * y),
    scale * (x * y + w * z),
    1 - scale * (x * x + z * z),
    scale * (y * z - w * x),
    scale * (x * z - w * y),
    scale * (y * z + w * x),
    1 - scale * (x * x + y * y),
  ];
}

function isOrthonormal(matrix: Matrix3): boolean {
  const rows = [matrix.slice(0, 3), matrix.slice(3, 6), matrix.slice(6, 9)];
  return rows.every((one, index) =>
    rows.every((other, position) => {
      const product = one.reduce((sum, value, column) => sum + value * (other[column] ?? 0), 0);
      return Math.abs(product - (index === position ? 1 : 0)) < tolerance;
    }),
  );
}

function determinant([a, b, c, d, e, f, g, h, i]: Matrix3): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

function rotationError(wanted: string): InspireError {
  return new InspireError({
    code: 'FRAME_ROTATION',
    message: `the rotation is none: it needs ${wanted}`,
    at: 'rotation',
    fix: 'give a 3×3 rotation matrix row by row, or a quaternion {w, x, y, z}',
  });
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosine, sine } from '../trigonometry/sine-cosine.js';
import {
  type Euler,
  eulerOfMatrix,
  matrixOfVector,
  multiply,
  rotationVector,
  type Vector3,
} from './rotations.js';

const angle = (largest: number) => fc.double({ min: -largest, max: largest, noNaN: true });
const down = [1, 0, 0, 0, -1, 0, 0, 0, -1];

describe('rotations', () => {
  it('come back from their angles', () => {
    fc.assert(
      fc.property(angle(3), angle(1.5), angle(3), (yaw, pitch, roll) => {
        const back = eulerOfMatrix(matrixOfEuler([yaw, pitch, roll]));
        [yaw, pitch, roll].forEach((value, index) => {
          expect(back[index]).toBeCloseTo(value, 6);
        });
      }),
    );
  });

  it('of a hand that looks down come back from their vector, which does not jump', () => {
    fc.assert(
      fc.property(angle(1.9), angle(0.4), angle(0.4), (yaw, pitch, roll) => {
        const matrix = multiply(matrixOfEuler([yaw, pitch, roll]), down);
        const vector = rotationVector(matrix);
        matrixOfVector(vector).forEach((value, index) => {
          expect(value).toBeCloseTo(matrix[index] ?? 0, 6);
        });
        const near = rotationVector(multiply(matrixOfEuler([yaw + 1e-4, pitch, roll]), down));
        expect(distance(vector, near)).toBeLessThan(1e-3);
      }),
    );
  });
});

function distance(one: Vector3, other: Vector3): number {
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));
}

/** The matrix [9], row-major, of yaw, pitch and roll. */
function matrixOfEuler([yaw, pitch, roll]: Euler): readonly number[] {
  const [cz, sz] = [cosine(yaw), sine(yaw)];
  const [cy, sy] = [cosine(pitch), sine(pitch)];
  const [cx, sx] = [cosine(roll), sine(roll)];
  return [
    cz * cy,
    cz * sy * sx - sz * cx,
    cz * sy * cx + sz * sx,
    sz * cy,
    sz * sy * sx + cz * cx,
    sz * sy * cx - cz * sx,
    -sy,
    cy * sx,
    cy * cx,
  ];
}

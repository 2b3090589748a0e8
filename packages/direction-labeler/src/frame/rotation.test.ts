import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLabeler } from '../labels/labeler.js';
import { createFrame, frames } from './frame.js';
import { rotate, rotationMatrix } from './rotation.js';

const part = fc.double({ min: -1, max: 1, noNaN: true });
const quaternion = fc
  .record({ w: part, x: part, y: part, z: part })
  .filter(({ w, x, y, z }) => Math.hypot(w, x, y, z) > 0.1);

describe('rotationMatrix', () => {
  it('reads the same rotation in every form', () => {
    const flat = Object.freeze([0, -1, 0, 1, 0, 0, 0, 0, 1]);
    const rows = [
      [0, -1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ] as const;
    const half = Math.SQRT1_2;
    expect(rotationMatrix(flat)).toEqual(flat);
    expect(rotationMatrix(rows)).toEqual(flat);
    rotationMatrix({ w: half, x: 0, y: 0, z: half }).forEach((value, index) => {
      expect(value).toBeCloseTo(flat[index] ?? Number.NaN, 12);
    });
  });

  it('keeps lengths, and takes quaternions of any length and either sign', () => {
    fc.assert(
      fc.property(quaternion, fc.constantFrom(-3, -1, 0.5), part, part, part, (q, scale, x, y, z) => {
        const turned = rotate(rotationMatrix(q), [x, y, z]);
        expect(Math.hypot(...turned)).toBeCloseTo(Math.hypot(x, y, z), 9);
        const scaled = { w: q.w * scale, x: q.x * scale, y: q.y * scale, z: q.z * scale };
        rotate(rotationMatrix(scaled), [x, y, z]).forEach((value, axis) => {
          expect(value).toBeCloseTo(turned[axis] ?? Number.NaN, 9);
        });
      }),
    );
  });

  it.each([
    ['eight numbers', [1, 0, 0, 0, 1, 0, 0, 0]],
    ['a mirror', [-1, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['a stretched axis', [2, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['NaN', [Number.NaN, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['a zero quaternion', { w: 0, x: 0, y: 0, z: 0 }],
    ['an infinite quaternion', { w: Number.POSITIVE_INFINITY, x: 0, y: 0, z: 0 }],
  ])('refuses %s', (_, rotation) => {
    expect(() => rotationMatrix(rotation)).toThrow(expect.objectContaining({ code: 'FRAME_ROTATION' }));
  });
});

describe('a rotated frame', () => {
  it('says of a turned world what the plain frame says of the plain one', () => {
    fc.assert(
      fc.property(quaternion, fc.tuple(part, part, part), (q, relation) => {
        const [a, b, c] = relation.map(Math.abs).sort((one, other) => one - other);
        fc.pre((c ?? 0) - (b ?? 0) > 1e-6 && (a ?? 0) >= 0);
        const rotation = rotationMatrix(q);
        const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = rotation;
        const object = rotate([r0, r3, r6, r1, r4, r7, r2, r5, r8], relation);
        const origin = [0, 0, 0] as const;
        const turned = createLabeler({ frame: createFrame({ ...frames.libero, rotation }) });
        expect(turned.label({ object, effector: origin, grasped: false }).answer).toBe(
          createLabeler().label({ object: relation, effector: origin, grasped: false }).answer,
        );
      }),
    );
  });
});

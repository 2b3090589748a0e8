import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyPoses, sitePositions } from './kinematics.js';
import { readKinematicModel } from './read-model.js';

/** Recorded by MuJoCo itself; see `kinematics.py` beside it. */
interface Golden {
  readonly name: string;
  readonly model: string;
  readonly bodies: readonly string[];
  readonly positionCount: number;
  readonly velocityCount: number;
  readonly states: readonly (readonly number[])[];
  readonly positions: readonly (readonly (readonly number[])[])[];
  readonly orientations: readonly (readonly (readonly number[])[])[];
  readonly sites: readonly (readonly (readonly number[])[])[];
}

const { cases } = JSON.parse(
  readFileSync(new URL('./__fixtures__/kinematics.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Golden[] };

/** The largest difference between two lists of numbers. */
function largestError(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  return Math.max(0, ...expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN))));
}

describe('bodyPoses', () => {
  it.each(cases)("equals MuJoCo's positions and orientations: $name", (golden) => {
    const model = readKinematicModel(golden.model);
    expect(model).toMatchObject({
      positionCount: golden.positionCount,
      velocityCount: golden.velocityCount,
    });
    expect(model.bodies.map(({ name }) => name)).toEqual(golden.bodies);
    const width = 1 + golden.positionCount + golden.velocityCount;
    const poses = bodyPoses(model, { values: Float64Array.from(golden.states.flat()), width, offset: 1 });
    expect(largestError(poses.positions, golden.positions.flat(2))).toBeLessThan(1e-12);
    expect(
      largestError(withSign(poses.orientations), [...withSign(golden.orientations.flat(2))]),
    ).toBeLessThan(1e-12);
    for (const [index, site] of model.sites.entries()) {
      const expected = golden.sites.flatMap((frame) => frame[index] ?? []);
      expect(largestError(sitePositions(model, poses, site), expected)).toBeLessThan(1e-12);
    }
  });

  it('turns the whole scene with its outermost body, whatever hangs below', () => {
    const numbers = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 5, maxLength: 5 }), numbers, (values, turn) => {
        const [slide = 0, hinge = 0, x = 0, y = 0, z = 0] = values;
        const chain = (angle: number) =>
          readKinematicModel(`<mujoco><compiler angle="radian"/><worldbody>
            <body euler="0 0 ${angle}"><body pos="${x} ${y} ${z}"><joint type="slide" axis="1 2 3"/>
              <body pos="${z} ${x} ${y}"><joint axis="${x} 1 0" pos="${y} 0 ${x}"/><body pos="1 0 0"/></body>
            </body></body></worldbody></mujoco>`);
        const states = { values: Float64Array.of(slide, hinge), width: 2, offset: 0 };
        const straight = bodyPoses(chain(0), states).positions;
        const turned = bodyPoses(chain(turn), states).positions;
        const rotated = [...straight].map((_, index) => rotatedAboutZ(straight, index, turn));
        expect(largestError(turned, rotated)).toBeLessThan(1e-9);
      }),
    );
  });

  it('refuses more poses than memory should hold', () => {
    const model = readKinematicModel(`<mujoco><worldbody>${'<body/>'.repeat(9000)}</worldbody></mujoco>`);
    expect(() => bodyPoses(model, { values: new Float64Array(1000), width: 1, offset: 1 })).toThrow(
      expect.objectContaining({ code: 'STATES_INVALID' }),
    );
  });

  it('refuses states that are too short for the model', () => {
    const model = readKinematicModel('<mujoco><worldbody><body><freejoint/></body></worldbody></mujoco>');
    expect(() => bodyPoses(model, { values: new Float64Array(7), width: 7, offset: 1 })).toThrow(
      expect.objectContaining({ code: 'STATES_INVALID' }),
    );
  });
});

/** A quaternion and its negative are the same orientation: the first part that is not zero is made positive. */
function withSign(values: ArrayLike<number>): Float64Array {
  const result = Float64Array.from(values);
  for (let start = 0; start < result.length; start += 4) {
    const quaternion = result.subarray(start, start + 4);
    const lead = quaternion.find((part) => Math.abs(part) > 1e-9) ?? 1;
    if (lead < 0) quaternion.set(quaternion.map((part) => -part));
  }
  return result;
}

function rotatedAboutZ(values: Float64Array, index: number, angle: number): number {
  const start = index - (index % 3);
  const [x = 0, y = 0, z = 0] = values.subarray(start, start + 3);
  const { sin, cos } = { sin: Math.sin(angle), cos: Math.cos(angle) };
  return [x * cos - y * sin, x * sin + y * cos, z][index % 3] ?? Number.NaN;
}

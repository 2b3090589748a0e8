import { describe, expect, it } from 'vitest';
import type { ThingKind } from '../model/thing.js';
import { matrixOfVector, type Vector3 } from '../world/rotations.js';
import type { ThingState, WorldState } from '../world/world-state.js';
import { graspPose, sidestep } from './grasp-pose.js';

function thing(kind: ThingKind, position: Vector3, rotation: readonly number[]): ThingState {
  return { name: kind, kind, position, rotation, speed: 0, grasped: false, touched: false };
}

function stateOf(...things: readonly ThingState[]): WorldState {
  const hand = {
    position: [0, 0, 1.2],
    rotation: [],
    rotationVector: [3.14, 0, 0],
    fingers: [0.04, -0.04],
  } as const;
  return { tick: 0, hand, things, parts: [] };
}

const upright = [1, 0, 0, 0, 1, 0, 0, 0, 1];

describe('where a bowl is taken', () => {
  it('is its rim at the side that was chosen', () => {
    const { position, yaw } = graspPose(thing('bowl', [0.1, 0.2, 0.922], upright), Math.PI / 2);
    expect(position).toEqual([expect.closeTo(0.1), expect.closeTo(0.257), expect.closeTo(0.936)]);
    expect(yaw).toBe(0);
  });

  it('follows the rim where the bowl leans: down on one side, up on the other', () => {
    // Turned about x, so that the side of +y goes up.
    const leaning = thing('bowl', [0, 0, 0.95], matrixOfVector([0.4, 0, 0]));
    const [high, low] = [Math.PI / 2, -Math.PI / 2].map((side) => graspPose(leaning, side).position);
    expect(high?.[2]).toBeCloseTo(0.95 + 0.057 * Math.sin(0.4) + 0.014 * Math.cos(0.4));
    expect(low?.[2]).toBeCloseTo(0.95 - 0.057 * Math.sin(0.4) + 0.014 * Math.cos(0.4));
  });
});

describe('a step aside', () => {
  const can = thing('can', [0, 0, 0.935], upright);
  it('is none where there is room on both sides, or on neither', () => {
    expect(sidestep(can, stateOf(can), 0)).toEqual([0, 0]);
    const beside = [0.06, -0.06].map((y) => thing('box', [0, y, 0.92], upright));
    for (const part of sidestep(can, stateOf(can, ...beside), 0)) expect(part).toBeCloseTo(0);
  });

  it.each([0.055, -0.055])('goes away from what stands at %f', (y) => {
    const [x, aside] = sidestep(can, stateOf(can, thing('box', [0, y, 0.92], upright)), 0);
    expect(x).toBeCloseTo(0);
    expect(Math.abs(aside)).toBeGreaterThan(0.005);
    expect(Math.abs(aside)).toBeLessThan(0.015);
    expect(Math.sign(aside)).toBe(-Math.sign(y));
  });
});

import { InspireError } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import type { ThingKind } from '../model/thing.js';
import type { Vector3 } from '../world/rotations.js';
import type { ThingState, WorldState } from '../world/world-state.js';
import { goalLimits, isReached } from './is-reached.js';
import type { Goal } from './task.js';

const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];

function thing(name: string, kind: ThingKind, position: Vector3, more: Partial<ThingState> = {}): ThingState {
  return { name, kind, position, rotation: identity, speed: 0, grasped: false, touched: false, ...more };
}

function state(things: readonly ThingState[], parts: WorldState['parts'] = []): WorldState {
  const hand = {
    position: [0, 0, 1.1],
    rotation: identity,
    rotationVector: [3.14, 0, 0],
    fingers: [0.04, -0.04],
  } as const;
  return { tick: 0, hand, things, parts };
}

const on = { relation: 'on', object: 'box', target: 'plate' } as const;
const plate = thing('plate', 'plate', [0, 0, 0.906]);

describe('a goal', () => {
  it('of lying on something holds with millimetres to spare, and not beside, above or in the hand', () => {
    const at = (x: number, z: number, more: Partial<ThingState> = {}) =>
      isReached(on, state([thing('box', 'box', [x, 0, z], more), plate]));
    // What lies at rest sinks by up to a millimetre.
    for (const sunk of [-0.003, 0, 0.003]) expect(at(0, 0.932 + sunk)).toBe(true);
    expect(at(0.05, 0.932)).toBe(true);
    expect(at(0.07, 0.932)).toBe(false);
    expect(at(0, 0.96)).toBe(false);
    expect(at(0, 0.932, { touched: true })).toBe(false);
    expect(at(0, 0.932, { speed: 0.2 })).toBe(false);
  });

  it('of lying on a cube goes by whichever of its faces is uppermost', () => {
    const goal = { relation: 'on', object: 'red', target: 'blue' } as const;
    const red = thing('red', 'box', [0, 0, 0.96]);
    // Upright, upside down, and on each of two other faces.
    const turns = [
      identity,
      [1, 0, 0, 0, -1, 0, 0, 0, -1],
      [1, 0, 0, 0, 0, -1, 0, 1, 0],
      [0, 0, 1, 0, 1, 0, -1, 0, 0],
    ];
    for (const rotation of turns) {
      const blue = (x: number) => thing('blue', 'box', [x, 0, 0.92], { rotation });
      expect(isReached(goal, state([red, blue(0.012)]))).toBe(true);
      expect(isReached(goal, state([red, blue(0.03)]))).toBe(false);
      expect(isReached(goal, state([{ ...red, position: [0.04, 0, 0.92] }, blue(0)]))).toBe(false);
    }
  });

  it('of lying in something holds below its rim only', () => {
    const bowl = thing('bowl', 'bowl', [0, 0, 0.922]);
    const goal = { relation: 'in', object: 'can', target: 'bowl' } as const;
    const at = (z: number) => isReached(goal, state([thing('can', 'can', [0.01, 0, z]), bowl]));
    expect(at(0.94)).toBe(true);
    expect(at(1)).toBe(false);
  });

  it("of lying to one side goes by the viewer's sides: right is the world's +y, front its +x", () => {
    const near = 0.17;
    const places = {
      'left-of': [0, -near],
      'right-of': [0, near],
      'in-front-of': [near, 0],
      behind: [-near, 0],
    } as const;
    for (const [relation, [x, y]] of Object.entries(places)) {
      const world = state([thing('box', 'box', [x, y, 0.92]), plate]);
      for (const asked of Object.keys(places)) {
        const goal = { relation: asked as keyof typeof places, object: 'box', target: 'plate' };
        expect([relation, asked, isReached(goal, world)]).toEqual([relation, asked, relation === asked]);
      }
      expect(isReached({ relation: 'next-to', object: 'box', target: 'plate' }, world)).toBe(true);
    }
  });

  it('of a drawer or a button goes by how far it is moved', () => {
    const cabinet = thing('cabinet_1', 'cabinet', [0, 0, 0.9]);
    const at = (relation: 'open' | 'closed' | 'pressed', value: number) =>
      isReached(
        { relation, object: 'part' },
        state([cabinet], [{ name: 'part', value, position: [0, 0, 1] }]),
      );
    expect([at('open', goalLimits.open + 0.003), at('open', 0.05)]).toEqual([true, false]);
    expect([at('closed', 0.003), at('closed', 0.05)]).toEqual([true, false]);
    expect([at('pressed', 0.012), at('pressed', 0.003)]).toEqual([true, false]);
  });

  it('of a relation that is none, or with a target too few or too many, is refused', () => {
    const part = { name: 'part', value: 0.2, position: [0, 0, 1] } as const;
    const world = state([thing('box', 'box', [0, -0.17, 0.92]), plate], [part]);
    for (const goal of [
      { relation: 'left_of', object: 'box', target: 'plate' },
      { relation: 'toString', object: 'box', target: 'plate' },
      { relation: 'ajar', object: 'part' },
      { relation: 'on', object: 'part' },
      { relation: 'open', object: 'part', target: 'plate' },
    ]) {
      expect(() => isReached(goal as Goal, world)).toThrow(
        expect.objectContaining({ code: 'TASK_INVALID', at: 'relation' }),
      );
    }
  });

  it('that names what is not there is refused', () => {
    for (const goal of [on, { relation: 'open', object: 'door' }] as const) {
      try {
        isReached(goal, state([plate]));
        expect.unreachable();
      } catch (error) {
        expect(InspireError.isInstance(error) && error.code).toBe('TASK_INVALID');
      }
    }
  });
});

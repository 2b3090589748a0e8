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

  it('of lying beside something is not met in it or on it, and is where the two touch', () => {
    const at = (kind: ThingKind, target: ThingKind, [x, y, z]: Vector3, relation: Goal['relation']) => {
      const standing = { bowl: 0.922, plate: 0.906, basket: 0.9, box: 0.92 } as Record<ThingKind, number>;
      const goal = { relation, object: 'moved', target: 'fixed' } as Goal;
      const fixed = thing('fixed', target, [0, 0, standing[target]]);
      return isReached(goal, state([thing('moved', kind, [x, y, 0.9 + z]), fixed]));
    };
    // A cup on the floor of a bowl, and in its corner; boxes that sink a little into a plate, out to its edge.
    expect(at('cup', 'bowl', [0, 0, 0.036], 'next-to')).toBe(false);
    expect(at('cup', 'bowl', [0, 0.025, 0.036], 'next-to')).toBe(false);
    for (const y of [-0.05, -0.074, -0.077, -0.0799]) {
      expect(at('box', 'plate', [0, y, 0.0315], 'next-to')).toBe(false);
      expect(at('box', 'plate', [0, y, 0.0315], 'left-of')).toBe(false);
    }
    expect(at('can', 'basket', [0.06, 0.06, 0.041], 'next-to')).toBe(false);
    // On the table, where they touch.
    expect(at('cup', 'bowl', [0, 0.09, 0.032], 'next-to')).toBe(true);
    expect(at('box', 'plate', [0, -0.1, 0.02], 'next-to')).toBe(true);
    expect(at('box', 'plate', [0, -0.1, 0.02], 'left-of')).toBe(true);
    expect(at('can', 'basket', [0.0, 0.108, 0.035], 'next-to')).toBe(true);
    expect(at('can', 'basket', [0.1025, 0.1025, 0.035], 'next-to')).toBe(true);
    expect(at('box', 'box', [0, 0.04, 0.02], 'next-to')).toBe(true);
    // Whichever face of a cube it is that lies on the table.
    const rotation = [0, 0, 1, 0, 1, 0, -1, 0, 0];
    const cubes = [thing('red', 'box', [-0.04, 0, 0.92]), thing('blue', 'box', [0, 0, 0.92], { rotation })];
    expect(isReached({ relation: 'behind', object: 'red', target: 'blue' }, state(cubes))).toBe(true);
  });

  it('of lying in a basket holds in its corners, and on what is in it already, up to its rim', () => {
    const basket = thing('basket', 'basket', [0, 0, 0.9]);
    const goal = { relation: 'in', object: 'moved', target: 'basket' } as const;
    const at = (kind: ThingKind, position: Vector3) =>
      isReached(goal, state([thing('moved', kind, position), basket]));
    expect(at('box', [0.059, 0.059, 0.925])).toBe(true);
    expect(at('can', [0.059, -0.059, 0.941])).toBe(true);
    // On a box that lies there, a little more or less sunk; on its wall; beside it.
    for (const sunk of [-0.003, 0, 0.003]) expect(at('box', [0.05, 0, 0.966 + sunk])).toBe(true);
    expect(at('box', [0.05, 0, 0.99])).toBe(false);
    expect(at('box', [0.11, 0, 0.92])).toBe(false);
  });

  it('of a bowl or drawer that holds two boxes on each other has millimetres to spare, too', () => {
    const bowl = thing('bowl', 'bowl', [0, 0, 0.922]);
    const goal = { relation: 'in', object: 'box', target: 'bowl' } as const;
    for (const sunk of [-0.003, 0, 0.003]) {
      expect(isReached(goal, state([thing('box', 'box', [0, 0, 0.965 + sunk]), bowl]))).toBe(true);
    }
  });

  it('is never met by numbers that are none', () => {
    const none = Number.NaN;
    const bowl = thing('bowl', 'bowl', [0, 0, 0.922]);
    const part = { name: 'part', value: none, position: [0, 0, 1] } as const;
    const lost = [
      thing('box', 'box', [none, none, none]),
      thing('box', 'box', [0, none, 0.92]),
      thing('box', 'box', [0, 0.13, none]),
      thing('box', 'box', [0, 0.13, 0.92], { speed: none }),
      thing('box', 'box', [0, 0.13, 0.92], { rotation: identity.map(() => none) }),
    ];
    for (const box of lost) {
      for (const relation of ['next-to', 'right-of', 'in', 'left-of'] as const) {
        expect(isReached({ relation, object: 'box', target: 'bowl' }, state([box, bowl]))).toBe(false);
      }
    }
    for (const relation of ['open', 'closed', 'pressed'] as const) {
      expect(isReached({ relation, object: 'part' }, state([], [part]))).toBe(false);
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsWithoutNoOps } from './no-ops.js';

const action = (motion: number, gripper: number) => [motion, 0, 0, 0, 0, 0, gripper];

describe('stepsWithoutNoOps', () => {
  it('keeps motion, and stillness only where the gripper is told something new', () => {
    const actions = [
      action(0, 1), // still at the start: dropped whatever the gripper is told
      action(0.5, -1),
      action(0, -1),
      action(0, 1),
      action(0, 1),
      action(0.5, 1),
      action(0, -1),
    ];
    expect([...stepsWithoutNoOps(actions.flat())]).toEqual([1, 3, 5, 6]);
  });

  it('compares the gripper with the last kept action, not with the last one', () => {
    const actions = [action(1, -1), action(0, 1), action(0, 1), action(0, -1)];
    expect([...stepsWithoutNoOps(actions.flat())]).toEqual([0, 1, 3]);
  });

  it('takes a motion below 0.0001 for none, in all six dimensions together', () => {
    const below = [5e-5, 5e-5, 5e-5, 0, 0, 0, -1];
    const above = [6e-5, 6e-5, 6e-5, 0, 0, 0, -1];
    expect([...stepsWithoutNoOps([...below, ...above])]).toEqual([1]);
  });

  it('finds nothing more to drop in what it keeps', () => {
    const step = fc.tuple(fc.constantFrom(0, 0, 0.5), fc.constantFrom(-1, 1));
    fc.assert(
      fc.property(fc.array(step), (stepList) => {
        const actions = stepList.map(([motion, gripper]) => action(motion, gripper));
        const kept = [...stepsWithoutNoOps(actions.flat())].flatMap((row) => [actions[row] ?? []]);
        expect(stepsWithoutNoOps(kept.flat())).toHaveLength(kept.length);
      }),
    );
  });
});

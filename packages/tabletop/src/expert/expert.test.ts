import { describe, expect, it } from 'vitest';
import { areReached } from '../tasks/is-reached.js';
import { seenTasks } from '../tasks/split.js';
import type { Task } from '../tasks/task.js';
import { sampleLayout } from '../world/sample-layout.js';
import { createWorld, type World } from '../world/world.js';
import type { WorldState } from '../world/world-state.js';
import { createExpert } from './expert.js';

/** Lets an expert act until its hand has carried a thing for so many ticks. */
function carry(world: World, task: Task, ticks: number) {
  const expert = createExpert(task);
  let state = world.reset(sampleLayout(task.scene, 1));
  for (let held = 0; held < ticks; ) {
    state = world.step(expert.act(state));
    held = state.things.some(({ grasped }) => grasped) ? held + 1 : 0;
  }
  return state;
}

const placing = seenTasks.filter(({ family }) => ['put-on', 'put-in', 'place-beside'].includes(family));

describe('an expert that comes when something else has moved the hand', () => {
  // DAgger asks it so: the policy took the thing, and a label that opens the hand would teach to drop it.
  it.each(placing.slice(0, 12).map((task) => [task.id, task] as const))(
    'goes on with what the hand holds: %s',
    async (_, task) => {
      const world = await createWorld({ scene: task.scene });
      let state = carry(world, task, 8);
      const newcomer = createExpert(task);
      const grippers: (number | undefined)[] = [];
      for (let tick = 0; tick < 100 && !areReached(task.goals, state); tick += 1) {
        const action = newcomer.act(state);
        if (tick < 4) grippers.push(action[6]);
        state = world.step(action);
      }
      world.close();
      expect(grippers).toEqual([1, 1, 1, 1]);
      expect(areReached(task.goals, state)).toBe(true);
    },
  );
});

const up = (gripper: number) => [0, 0, 1, 0, 0, 0, gripper];

/** Lets an expert act until its action is as wanted, and then something else move the hand for so many ticks. */
async function interrupt(
  task: Task,
  isWanted: (action: readonly number[], state: WorldState) => boolean,
  move: readonly number[],
  ticks: number,
) {
  const world = await createWorld({ scene: task.scene });
  const expert = createExpert(task);
  let state = world.reset(sampleLayout(task.scene, 1));
  let action = expert.act(state);
  for (let tick = 0; tick < 200 && !isWanted(action, state); tick += 1) {
    state = world.step(action);
    action = expert.act(state);
  }
  for (let tick = 0; tick < ticks; tick += 1) {
    state = world.step(move);
    action = expert.act(state);
  }
  const isHeld = state.things.some(({ grasped }) => grasped);
  world.close();
  return { gripper: action[6], isHeld };
}

const isHolding = ({ things }: WorldState) => things.some(({ grasped }) => grasped);

// DAgger's policies do as they like with what the expert has begun: its labels are for what is, not for what was.
describe.each(placing.slice(0, 12).map((task) => [task.id, task] as const))(
  'an expert whose hand something else has moved on: %s',
  (_, task) => {
    it('takes the thing again that was let go on the way', async () => {
      let held = 0;
      const isCarrying = (_action: readonly number[], state: WorldState) => {
        held = isHolding(state) ? held + 1 : 0;
        return held > 8;
      };
      expect(await interrupt(task, isCarrying, up(-1), 3)).toEqual({ gripper: -1, isHeld: false });
    });

    it('does not close above a thing that was not taken', async () => {
      const isClosing = (action: readonly number[]) => action[6] === 1;
      expect(await interrupt(task, isClosing, up(-1), 3)).toEqual({ gripper: -1, isHeld: false });
    });

    it('does not let go of what was carried on from its place', async () => {
      const isLettingGo = (action: readonly number[], state: WorldState) =>
        action[6] === -1 && isHolding(state);
      expect(await interrupt(task, isLettingGo, up(1), 3)).toEqual({ gripper: 1, isHeld: true });
    });
  },
);

import { describe, expect, it } from 'vitest';
import { areReached } from '../tasks/is-reached.js';
import { seenTasks } from '../tasks/split.js';
import type { Task } from '../tasks/task.js';
import { sampleLayout } from '../world/sample-layout.js';
import { createWorld, type World } from '../world/world.js';
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

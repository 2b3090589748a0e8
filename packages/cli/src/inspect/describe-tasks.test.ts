import { expect, it } from 'vitest';
import { describeTasks } from './describe-tasks.js';

it('counts episodes and frames of tasks, with the objects of the annotation or of the text', () => {
  const episodes = [
    { id: 'a', instruction: 'lift the mug', length: 2, cameras: [] },
    { id: 'b', instruction: 'open it', length: 3, cameras: [] },
    { id: 'c', instruction: 'lift the mug', length: 5, cameras: [] },
  ];
  const drawer = { phrase: 'the drawer', head: 'drawer', role: 'target', span: null, body: 'drawer_1' };
  const tasks = [{ instruction: 'open it', objects: [{ ...drawer, offset: [0, 0, 0] as [0, 0, 0] }] }];
  expect(describeTasks({ episodes }, { tasks })).toEqual([
    {
      ...{ instruction: 'lift the mug', episodes: 2, frames: 7 },
      objects: [{ phrase: 'the mug', role: 'target', body: null }],
    },
    {
      ...{ instruction: 'open it', episodes: 1, frames: 3 },
      objects: [{ phrase: 'the drawer', role: 'target', body: 'drawer_1' }],
    },
  ]);
});

it('looks at each episode and task as often, however many tasks there are', () => {
  const count = 1000;
  let looks = 0;
  const named = (index: number) => ({
    get instruction() {
      looks += 1;
      return `lift the mug ${index}`;
    },
  });
  const tasks = Array.from({ length: count }, (_, index) => Object.assign(named(index), { objects: [] }));
  const episodes = Array.from({ length: count }, (_, index) =>
    Object.assign(named(index), { id: String(index), length: 1, cameras: [] }),
  );
  expect(describeTasks({ episodes }, { tasks })).toHaveLength(count);
  expect(looks).toBeLessThan(10 * count);
});

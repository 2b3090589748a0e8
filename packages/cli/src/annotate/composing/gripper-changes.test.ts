import { expect, it } from 'vitest';
import { areChanges, openingsOfChanges } from './gripper-changes.js';

const openings = (...changes: readonly number[]) => [...openingsOfChanges(Float64Array.from(changes))];

it('keeps the gripper as the last change left it, and begins with the opposite of the first', () => {
  expect(openings(0, 0, 1, 0, 0, -1, 0)).toEqual([1, 1, 0, 0, 0, 1, 1]);
  expect(openings(0, -1, 0)).toEqual([0, 1, 1]);
  expect(openings(0.05, -0.05)).toEqual([1, 1]);
  expect(openings()).toEqual([]);
});

/** Whether the commands of these episodes are taken for changes, and which episodes were read. */
async function told(...episodes: readonly (readonly number[])[]) {
  const read: number[] = [];
  const source = {
    episodes: episodes.map(({ length }, index) => ({ id: `${index}`, instruction: '', length, cameras: [] })),
  };
  const isTold = await areChanges(source, async (index) => {
    read.push(index);
    return Float64Array.from(episodes[index] ?? []);
  });
  return [isTold, read];
}

it('takes commands below zero that are mostly 0 for changes, and reads no further than to the first', async () => {
  expect(await told([0, 0, 1, 0], [0, -1, 0], [1])).toEqual([true, [0, 1]]);
  expect(await told([-1, -1, 0, 1], [0])).toEqual([false, [0]]);
  expect(await told([0, 0, 1], [0])).toEqual([false, [0, 1]]);
});

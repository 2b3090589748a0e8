import { expect, it } from 'vitest';
import { inParallel } from './in-parallel.js';

it('takes each item once and in order, a few at a time', async () => {
  const taken: number[] = [];
  let [running, most] = [0, 0];
  await inParallel([0, 1, 2, 3, 4, 5, 6], 3, async (item) => {
    taken.push(item);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(most).toBe(3);
});

it('begins nothing more after a failure, and raises the first one when all have ended', async () => {
  const ended: number[] = [];
  const action = async (item: number) => {
    if (item === 1) throw new Error('first');
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(item);
    if (item === 2) throw new Error('second');
  };
  await expect(inParallel([0, 1, 2, 3, 4], 3, action)).rejects.toThrow('first');
  expect(ended).toEqual([0, 2]);
});

it('takes the files of a large repository', async () => {
  let count = 0;
  const items = Array.from({ length: 300_000 }, (_, index) => index);
  await inParallel(items, 8, async () => {
    count += 1;
  });
  expect(count).toBe(300_000);
});

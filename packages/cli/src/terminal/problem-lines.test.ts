import { expect, it } from 'vitest';
import { problemLines } from './problem-lines.js';

it('says the same problem once, with its first place and how many more there are', () => {
  const problems = ['a', 'b', 'c'].map((at) => ({ at, message: 'no positions' }));
  expect(problemLines([...problems, { at: 'b', message: 'no instruction' }])).toEqual([
    'problem: no positions (a and 2 more)',
    'problem: no instruction (b)',
  ]);
});

it('takes a problem of every episode of a large dataset', () => {
  const problems = Array.from({ length: 200_000 }, (_, at) => ({ at: `${at}`, message: 'no state layout' }));
  expect(problemLines(problems)).toEqual(['problem: no state layout (0 and 199999 more)']);
});

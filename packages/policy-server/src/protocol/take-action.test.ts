import { expect, it } from 'vitest';
import { takeAction } from './take-action.js';

it('takes one action after another', () => {
  expect(takeAction([[1], [2], [3]])).toEqual([[1], [[2], [3]]]);
});

it.each([{ actions: [] }, { actions: [[]] }])('gives no empty action of $actions', ({ actions }) => {
  expect(() => takeAction(actions)).toThrow(expect.objectContaining({ code: 'ACTION_UNDECODABLE' }));
});

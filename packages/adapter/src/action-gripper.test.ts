import { describe, expect, it } from 'vitest';
import { actionGrippers, convertGripper } from './action-gripper.js';

/** Open, half open and closed. */
const said = {
  'minus-one-is-open': [-1, 0, 1],
  'open-is-one': [1, 0.5, 0],
  'closed-is-one': [0, 0.5, 1],
} as const;

describe.each(actionGrippers)('a gripper in the convention %s', (from) => {
  it.each(actionGrippers)('says the same in the convention %s', (to) => {
    const converted = said[from].map((value) => convertGripper([7, value], from, to));
    expect(converted).toEqual(said[to].map((value) => [7, value]));
  });
});

it('keeps an action of no numbers, and every bit where nothing is to be converted', () => {
  expect(convertGripper([], 'open-is-one', 'closed-is-one')).toEqual([]);
  expect(convertGripper([0.1 + 0.2], 'closed-is-one', 'closed-is-one')).toEqual([0.1 + 0.2]);
});

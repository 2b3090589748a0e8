import { expect, it } from 'vitest';
import { countEndings } from './count-endings.js';

const summary = {
  ...{ episodes: 9, successes: 4, rate: 4 / 9, low: 0.2, high: 0.7 },
  ...{ answerAccuracy: null, millisecondsPerStep: 3 },
};

it('says of each way how many episodes ended so, and nothing of ways in which none did', () => {
  expect(countEndings(summary)).toEqual([]);
  expect(countEndings({ ...summary, tooLong: 3, broken: 1 })).toEqual([
    '3 episodes ended as what was asked is more than the model’s context holds',
    '1 episodes ended as the physics went wrong',
  ]);
});

import { expect, it } from 'vitest';
import { countEndings } from './count-endings.js';

it('says of each way how many episodes ended so, and nothing of ways in which none did', () => {
  expect(countEndings({})).toEqual([]);
  expect(countEndings({ tooLong: 3, broken: 1 })).toEqual([
    '3 episodes ended as what was asked is more than the model’s context holds',
    '1 episode ended as the physics went wrong',
  ]);
});

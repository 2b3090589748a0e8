import { expect, it } from 'vitest';
import { createLabeler } from './labeler.js';
import { unlabelled } from './rules/rule.js';
import { countAnswers } from './statistics.js';

it('counts answers over columns, and what has none', () => {
  const { vocabulary } = createLabeler();
  const codes = [Uint16Array.of(0, 0, 6), Uint16Array.of(1, unlabelled)];
  expect(countAnswers(codes, vocabulary)).toEqual({
    answers: { right: 2, left: 1, grasped: 1 },
    unlabelled: 1,
  });
});

import { unlabelled } from '@inspire-vla/direction-labeler';
import { expect, it } from 'vitest';
import { createLanguageEvents, type LanguageEventMode } from './language-events.js';

const known = 0;
const answersOf = (mode: LanguageEventMode, codes: readonly (readonly number[])[]) => {
  const objects = codes.map((row) => ({ codes: Uint16Array.from(row) }));
  const events = createLanguageEvents({
    mode,
    camera: 'image',
    length: codes[0]?.length ?? 0,
    questions: codes.map((_, object) => `question ${object}`),
    objects,
    answers: ['left'],
    before: null,
  });
  return events.map((rows) => rows.filter(({ role }) => role === 'user').map(({ content }) => content));
};

it('asks about one object per frame, in turn', () => {
  const all = [known, known, known];
  expect(answersOf('turn', [all, all])).toEqual([['question 0'], ['question 1'], ['question 0']]);
});

it('gives the turn of an object without an answer to the next that has one', () => {
  const codes = [
    [known, known, known, unlabelled],
    [known, unlabelled, known, unlabelled],
    [unlabelled, unlabelled, unlabelled, unlabelled],
  ];
  expect(answersOf('turn', codes)).toEqual([['question 0'], ['question 0'], ['question 0'], []]);
  expect(answersOf('all', codes)[0]).toEqual(['question 0', 'question 1']);
});

it('gives nothing where nothing is asked', () => {
  expect(answersOf('turn', [])).toEqual([]);
});

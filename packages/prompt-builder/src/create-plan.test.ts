import { createAnswerVocabulary, formulations } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { createPlan } from './create-plan.js';
import { createQuestion } from './question.js';

const input = { instruction: 'put the bowl on the plate', objects: ['the bowl', 'the plate'] };

describe('createPlan', () => {
  it('asks first and then gives the instruction, or the other way round', () => {
    const kinds = (order: 'vqa-first' | 'instruct-first') =>
      createPlan({ ...input, order }).turns.map(({ kind }) => kind);
    expect(kinds('vqa-first')).toEqual(['question', 'question', 'instruction', 'action']);
    expect(kinds('instruct-first')).toEqual(['instruction', 'question', 'question', 'action']);
  });

  it('leaves slots empty unless they are filled', () => {
    expect(createPlan(input).turns).toMatchObject([
      { answer: null },
      { answer: null },
      {},
      { actions: null },
    ]);
    const filled = createPlan({ ...input, answers: ['up', 'left'], actions: [[1]] });
    expect(filled.turns).toMatchObject([{ answer: 'up' }, { answer: 'left' }, {}, { actions: [[1]] }]);
  });

  it('never invents a question', () => {
    expect(createPlan({ ...input, objects: [] }).turns.map(({ kind }) => kind)).toEqual([
      'instruction',
      'action',
    ]);
  });

  it('asks in the words of its formulation, or in the given ones', () => {
    const vocabulary = createAnswerVocabulary({ formulation: 'proximity' });
    const { turns } = createPlan({ ...input, vocabulary, questions: [undefined, 'Where is it?'] });
    expect(turns).toMatchObject([
      { question: 'What is the distance between the robot and the bowl?' },
      { question: 'Where is it?' },
      {},
      {},
    ]);
  });

  it('refuses what does not fit', () => {
    const refused = expect.objectContaining({ code: 'PLAN_INVALID' });
    expect(() => createPlan({ ...input, instruction: ' ' })).toThrow(refused);
    expect(() => createPlan({ ...input, answers: ['up'] })).toThrow(refused);
  });
});

describe('createQuestion', () => {
  it('has a sentence for every formulation', () => {
    expect(new Set(formulations.map((formulation) => createQuestion(formulation, 'the cup'))).size).toBe(5);
  });

  it('takes a template, and a phrase with any characters', () => {
    expect(createQuestion('direction-1d', '$& cup', 'Where is [object]?')).toBe('Where is $& cup?');
    expect(() => createQuestion('direction-1d', 'x', 'Where?')).toThrow(
      expect.objectContaining({ code: 'TEMPLATE_INVALID' }),
    );
  });
});

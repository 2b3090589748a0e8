import { createAnswerVocabulary, formulations } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { createPlan, type PlanInput } from './create-plan.js';
import { createObjectFinder } from './object-finder.js';
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

  it.each([
    [{ order: 'vqa_first' }, 'order'],
    [{ objects: ['the cup', ' '] }, 'objects[1]'],
    [{ objects: [{ phrase: 'the cup', role: 'target' }] }, 'objects[0]'],
    [{ questions: [null, ''] }, 'questions[1]'],
    [{ instruction: undefined }, 'instruction'],
  ])(
    'refuses %j of callers without types instead of asking about nothing, or in another order',
    (given, at) => {
      const plan = () => createPlan({ ...input, ...(given as Partial<PlanInput>) } as PlanInput);
      expect(plan).toThrow(expect.objectContaining({ code: 'PLAN_INVALID', at }));
    },
  );
});

describe("the paper's kind of task", () => {
  // LIBERO's instructions stand for the paper's figures, whose wording we do not have at hand.
  it.each([
    [
      'put the black bowl in the top drawer of the cabinet',
      ['the black bowl', 'the top drawer of the cabinet'],
    ],
    ['turn on the stove and put the frying pan on it', ['the stove', 'the frying pan']],
    ['pick up the book and place it in the back compartment of the caddy', ['the book', 'the caddy']],
    [
      'stack the left bowl on the right bowl and place them in the tray',
      ['the left bowl', 'the right bowl', 'the tray'],
    ],
    ['move the can near the apple', ['the can', 'the apple']],
    ['pull out the bottom plate from the cabinet', ['the bottom plate', 'the cabinet']],
    ['push the middle plate into the cabinet', ['the middle plate', 'the cabinet']],
    ['put the cookies on the towel', ['the cookies', 'the towel']],
    ['pick up the ball', ['the ball']],
  ])('%s', (instruction, expected) => {
    const objects = createObjectFinder()
      .find(instruction)
      .map(({ phrase }) => phrase);
    const questions = createPlan({ instruction, objects }).turns.filter(({ kind }) => kind === 'question');
    expect(questions).toMatchObject(expected.map((object) => ({ object, answer: null })));
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

import type { VlaAdapter } from '../adapter.js';
import type { Piece } from '../layout.js';
import type { Plan } from '../plan.js';
import { createAnswerVocabulary } from '../vocabulary.js';

/** A tiny adapter for the tests of this package: one id per character, answers ended by id 1. */
export function createTestAdapter(): VlaAdapter {
  const characters = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
  return {
    specificationVersion: 1,
    id: 'test',
    paddingId: 0,
    actions: {
      id: 'test',
      shape: { horizon: 1, dimensions: 2 },
      stop: { kind: 'length', length: 2 },
      encode: (actions) => actions.flat().map((value) => 1000 + value),
      decode: (ids) => ({ ok: true, actions: [ids.map((id) => id - 1000)] }),
    },
    images: {
      cameras: [{ name: 'primary', required: true }],
      width: 8,
      height: 8,
      resize: 'stretch',
      interpolation: 'bilinear',
      mean: [0, 0, 0],
      standardDeviation: [1, 1, 1],
    },
    layout: (plan) => [{ kind: 'image', camera: 'primary', attention: 'block' }, ...plan.turns.flatMap(piecesOf)],
    answerChoices: ({ answers }) => answers.map((answer) => ({ answer, ids: characters(answer) })),
    example: () => examplePlan,
  };

  function piecesOf(turn: Plan['turns'][number], index: number): readonly Piece[] {
    if (turn.kind === 'action') return [{ kind: 'action', turn: index, actions: turn.actions }];
    if (turn.kind === 'instruction') {
      return [
        {
          kind: 'fixed',
          role: 'instruction',
          attention: 'block',
          ids: characters(turn.instruction),
          turn: index,
        },
      ];
    }
    return [
      { kind: 'fixed', role: 'question', ids: characters(turn.question), turn: index },
      { kind: 'answer', answer: turn.answer, turn: index },
      { kind: 'fixed', role: 'end', ids: [1], turn: index },
    ];
  }
}

/** A filled plan with two questions. */
export const examplePlan: Plan = {
  vocabulary: createAnswerVocabulary(),
  state: null,
  turns: [
    { kind: 'question', object: 'the left bowl', question: 'the left bowl?', answer: 'grasped' },
    { kind: 'question', object: 'the plate', question: 'the plate?', answer: 'left' },
    { kind: 'instruction', instruction: 'put it there' },
    { kind: 'action', actions: [[3, 4]] },
  ],
};

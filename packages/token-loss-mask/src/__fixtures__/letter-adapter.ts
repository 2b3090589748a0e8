import {
  createAnswerVocabulary,
  type Piece,
  type Plan,
  specificationVersion,
  type Turn,
  type VlaAdapter,
} from '@inspire-vla/adapter';

const letters = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

/** One id per letter, a bidirectional instruction, answers ended by 1; refuses plans without a slot. */
export const letterAdapter: VlaAdapter = {
  specificationVersion,
  id: 'letters',
  paddingId: 0,
  actions: {
    id: 'plain',
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
  layout: (plan) => [{ kind: 'image', camera: 'primary' }, ...plan.turns.flatMap(piecesOf)],
  answerChoices: ({ answers }) => answers.map((answer) => ({ answer, ids: letters(answer) })),
  example: () => planOf(['the plate']),
};

function piecesOf(turn: Turn, index: number): readonly Piece[] {
  if (turn.kind === 'action') return [{ kind: 'action', turn: index, actions: turn.actions }];
  if (turn.kind === 'instruction') {
    const ids = letters(turn.instruction);
    return [{ kind: 'fixed', role: 'instruction', attention: 'block', ids, turn: index }];
  }
  return [
    { kind: 'fixed', role: 'question', ids: letters(turn.question), turn: index },
    { kind: 'answer', answer: turn.answer, turn: index },
    { kind: 'fixed', role: 'end', ids: [1], turn: index },
  ];
}

/** Asks about each object, answers "left", and moves; each question takes its letters and 6 ids more. */
export function planOf(objects: readonly string[]): Plan {
  return {
    vocabulary: createAnswerVocabulary(),
    state: null,
    turns: [
      { kind: 'instruction', instruction: 'go' },
      ...objects.map(
        (object): Turn => ({ kind: 'question', object, question: `${object}?`, answer: 'left' }),
      ),
      { kind: 'action', actions: [[3, 4]] },
    ],
  };
}

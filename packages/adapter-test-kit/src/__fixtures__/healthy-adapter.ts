import {
  type ActionChunk,
  type ActionCodec,
  createAnswerVocabulary,
  type FixedPiece,
  InspireError,
  type Piece,
  type Plan,
  type Role,
  specificationVersion,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import { createFakeTokenizer, type FakeTokenizer } from '../fake-tokenizer.js';

const plainTokenizer = createFakeTokenizer({ specialTokens: ['<begin>', '<end>', '<act>', '<done>'] });
const known = new Map<string, readonly number[]>();

/** It remembers texts, since fifty mutants ask for the same thousands of answers. */
export const tokenizer: FakeTokenizer = {
  ...plainTokenizer,
  encode(words) {
    const ids = known.get(words) ?? plainTokenizer.encode(words);
    known.set(words, ids);
    return ids;
  },
};

const id = (token: string) => tokenizer.encode(token)[0] ?? Number.NaN;
const [begin, end, act, done] = [id('<begin>'), id('<end>'), id('<act>'), id('<done>')];

/** Greatest difference after a round trip of {@link createHealthyCodec}. */
export const actionBound = 1 / 200;

/** 201 levels of −1..1, one id each, ended by `<done>`. */
export function createHealthyCodec(): ActionCodec {
  const first = tokenizer.size;
  const shape = { horizon: 2, dimensions: 3 };
  return {
    id: 'levels',
    shape,
    stop: { kind: 'token', ids: [done], maximumLength: 6 },
    encode(actions) {
      checkChunk(actions);
      return actions.flat().map((value) => first + Math.round((Math.max(-1, Math.min(1, value)) + 1) * 100));
    },
    decode(ids) {
      const levels = ids.map((token) => token - first);
      if (levels.length !== 6) return failure('wrong-length', `${levels.length} ids are no chunk of 2 × 3`);
      const foreign = levels.findIndex((level) => !Number.isInteger(level) || level < 0 || level > 200);
      if (foreign >= 0) return failure('foreign-token', `id ${ids[foreign]} is no action`);
      const values = levels.map((level) => level / 100 - 1);
      return { ok: true, actions: [values.slice(0, 3), values.slice(3)] };
    },
  };
}

function checkChunk(actions: ActionChunk): void {
  const isShape = actions.length === 2 && actions.every((action) => action.length === 3);
  if (!isShape) throw new InspireError({ code: 'ACTION_SHAPE', message: 'a chunk is 2 × 3' });
  if (actions.flat().every(Number.isFinite)) return;
  throw new InspireError({ code: 'ACTION_NOT_FINITE', message: 'a number is NaN or infinite' });
}

function failure(reason: string, detail: string) {
  return { ok: false, failure: { reason, detail } } as const;
}

/** A fixed piece of text. */
export function text(role: Role, words: string, turn?: number): FixedPiece {
  const ids = tokenizer.encode(words);
  return turn === undefined ? { kind: 'fixed', role, ids } : { kind: 'fixed', role, ids, turn };
}

/** The pieces of one turn. */
export function piecesOf(turn: Plan['turns'][number], index: number): readonly Piece[] {
  if (turn.kind === 'instruction') return [text('instruction', `Task: ${turn.instruction}\n`, index)];
  if (turn.kind === 'action') {
    return [
      { kind: 'fixed', role: 'control', ids: [act], turn: index },
      { kind: 'action', actions: turn.actions, turn: index },
      { kind: 'fixed', role: 'end', ids: [done], turn: index },
    ];
  }
  return [
    text('question', turn.question, index),
    { kind: 'answer', answer: turn.answer, turn: index },
    { kind: 'fixed', role: 'end', ids: [end], turn: index },
  ];
}

/** The state in whole hundredths. */
export function statePieces({ state }: Plan): readonly Piece[] {
  if (state === null) return [];
  if (!state.every(Number.isFinite))
    throw new InspireError({ code: 'STATE_NOT_FINITE', message: 'a number is NaN or infinite' });
  return [text('state', state.map((value) => Math.round(value * 100)).join(' '))];
}

/** An adapter with all that a backbone may have, which passes every check. */
export function createHealthyAdapter(): VlaAdapter {
  return {
    specificationVersion,
    id: 'healthy',
    paddingId: 0,
    actions: createHealthyCodec(),
    images: {
      cameras: [
        { name: 'primary', required: true },
        { name: 'wrist', required: false },
      ],
      width: 224,
      height: 224,
      resize: 'pad',
      interpolation: 'bilinear',
      mean: [0.5, 0.5, 0.5],
      standardDeviation: [0.5, 0.5, 0.5],
    },
    layout: (plan) => [
      { kind: 'image', camera: 'primary', attention: 'block' },
      { kind: 'image', camera: 'wrist', attention: 'block' },
      { kind: 'fixed', role: 'control', ids: [begin], attention: 'block' },
      ...statePieces(plan),
      ...plan.turns.flatMap(piecesOf),
    ],
    answerChoices: ({ answers }) => answers.map((answer) => ({ answer, ids: tokenizer.encode(` ${answer}`) })),
    example: () => ({
      vocabulary: createAnswerVocabulary(),
      state: [0.5, -0.5],
      turns: [
        { kind: 'question', object: 'the left bowl', question: 'Where is the left bowl?', answer: 'grasped' },
        { kind: 'instruction', instruction: 'put the left bowl on the plate' },
        {
          kind: 'action',
          actions: [
            [0.5, 0, -0.5],
            [1, 0, -1],
          ],
        },
      ],
    }),
    referenceLossMask: (encoded) => createLossMask(encoded, { answer: true, action: true }),
  };
}

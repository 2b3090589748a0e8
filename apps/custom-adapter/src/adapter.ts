// apps/custom-adapter/src/adapter.ts
import {
  type ActionChunk,
  type ActionCodec,
  type ActionShape,
  type AdapterOptions,
  createAnswerVocabulary,
  InspireError,
  type Piece,
  type Role,
  specificationVersion,
  type Tokenizer,
  type Turn,
  type VlaAdapter,
} from '@inspire-vla/adapter';

/** A backbone in the manner of RT-2: all is lines of text, and an action is a line of numbers from 0 to 255. */
export function createAdapter(options: AdapterOptions): VlaAdapter {
  const { tokenizer, codec = 'numbers', shape = { horizon: 1, dimensions: 7 }, imageSize = 224 } = options;
  const { cameras = ['primary'], variant } = options;
  if (codec !== 'numbers') throw wrong('CODEC_UNKNOWN', `there is no codec ${codec}, only numbers`);
  if (cameras.join() !== 'primary') throw wrong('CAMERA_UNKNOWN', `there is no ${cameras}, only primary`);
  if (variant !== undefined) throw wrong('VARIANT_UNKNOWN', `there is no layout ${variant}`);

  const encode = (words: string) => tokenizer.encode(words);
  const text = (role: Role, words: string, turn: number): Piece => ({
    kind: 'fixed',
    role,
    ids: encode(words),
    turn,
  });

  /** What the world says is fixed text; what the model says is a slot, then its end. */
  function piecesOf(turn: Turn, index: number): readonly Piece[] {
    if (turn.kind === 'instruction') return [text('instruction', `Task: ${turn.instruction}\n`, index)];
    const asked = turn.kind === 'question' ? [text('question', `${turn.question}\n`, index)] : [];
    const head = text('control', turn.kind === 'question' ? 'Answer:' : 'Action:', index);
    const slot: Piece =
      turn.kind === 'question'
        ? { kind: 'answer', answer: turn.answer, turn: index }
        : { kind: 'action', actions: turn.actions, turn: index };
    return [...asked, head, slot, text('end', '\n', index)];
  }

  return {
    specificationVersion,
    id: 'numbers-in-lines',
    paddingId: encode('\n')[0] ?? 0,
    actions: createNumbersCodec(tokenizer, shape),
    images: {
      cameras: [{ name: 'primary', required: true }],
      width: imageSize,
      height: imageSize,
      resize: 'stretch',
      interpolation: 'bicubic',
      mean: [0.5, 0.5, 0.5],
      standardDeviation: [0.5, 0.5, 0.5],
    },
    layout: ({ state, turns }) => [
      { kind: 'image', camera: 'primary' },
      { kind: 'fixed', role: 'state', ids: encode(`State:${stateWords(state ?? [])}\n`) },
      ...turns.flatMap(piecesOf),
    ],
    // How numbers become those of the tokens, where a whole dataset is written: RT-2's bins are between quantiles.
    training: {
      normalization: 'quantile',
      gripper: 'as-recorded',
      beyondEnd: 'repeat',
      horizon: shape.horizon,
    },
    // As an answer stands in the layout: after "Answer:", so with a space before it.
    answerChoices: ({ answers }) => answers.map((answer) => ({ answer, ids: encode(` ${answer}`) })),
    example: () => ({
      vocabulary: createAnswerVocabulary(),
      state: [0.5, -0.5],
      turns: [
        { kind: 'question', object: 'the left bowl', question: 'Where is the left bowl?', answer: 'grasped' },
        { kind: 'instruction', instruction: 'put the left bowl on the plate' },
        { kind: 'action', actions: Array(shape.horizon).fill(Array(shape.dimensions).fill(0.25)) },
      ],
    }),
  };
}

function createNumbersCodec(tokenizer: Tokenizer, shape: ActionShape): ActionCodec {
  const { horizon, dimensions } = shape;
  const fail = (reason: string, detail: string) => ({ ok: false, failure: { reason, detail } }) as const;

  function encode(actions: ActionChunk): readonly number[] {
    const hasShape = actions.length === horizon && actions.every(({ length }) => length === dimensions);
    if (!hasShape) throw wrong('ACTION_SHAPE', `a chunk has ${horizon} × ${dimensions} numbers`);
    const values = actions.flat();
    if (!values.every(Number.isFinite)) throw wrong('ACTION_NOT_FINITE', 'a number is NaN or infinite');
    return tokenizer.encode(values.map(numberOf).join(''));
  }

  function decode(ids: readonly number[]): ReturnType<ActionCodec['decode']> {
    if (!ids.every((id) => Number.isInteger(id) && id >= 0)) return fail('foreign-token', 'these are no ids');
    const words = tokenizer.decode(ids);
    if (!/^( \d{1,3})+$/.test(words)) return fail('invalid-text', `${JSON.stringify(words)} is no action`);
    // Tokenizers drop ids that they do not know, so the text alone proves nothing.
    const isWhole = tokenizer.encode(words).join() === ids.join();
    if (!isWhole)
      return fail('foreign-token', `${ids.join()} is not how ${JSON.stringify(words)} is written`);
    const numbers = words.trim().split(' ').map(Number);
    if (numbers.length !== horizon * dimensions) return fail('wrong-length', `${numbers.length} numbers`);
    if (numbers.some((number) => number > 255)) return fail('out-of-range', 'a number is above 255');
    const rowOf = (step: number) => numbers.slice(step * dimensions, (step + 1) * dimensions);
    const actions = Array.from({ length: horizon }, (_, step) =>
      rowOf(step).map((number) => number / 127.5 - 1),
    );
    return { ok: true, actions };
  }

  // A number takes four letters at most, so four ids.
  const stop = {
    kind: 'token',
    ids: tokenizer.encode('\n'),
    maximumLength: 4 * horizon * dimensions,
  } as const;
  return { id: 'numbers', shape, stop, encode, decode };
}

function stateWords(state: readonly number[]): string {
  if (!state.every(Number.isFinite)) throw wrong('STATE_NOT_FINITE', 'a number is NaN or infinite');
  return state.map(numberOf).join('');
}

/** A number of −1..1 as a word, " 0" to " 255". */
function numberOf(value: number): string {
  return ` ${Math.round((Math.max(-1, Math.min(1, value)) + 1) * 127.5)}`;
}

function wrong(code: string, message: string): InspireError {
  return new InspireError({ code, message, fix: 'see the README of this adapter' });
}

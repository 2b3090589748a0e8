import { setTimeout } from 'node:timers/promises';
import {
  type AnswerVocabulary,
  createAnswerVocabulary,
  type Piece,
  type Plan,
  type RgbImage,
  type VlaAdapter,
  type VlaModel,
} from '@inspire-vla/adapter';
import { createFakeSession } from '@inspire-vla/adapter-test-kit';
import { createTwoStepPolicy, type Policy, type TwoStepPolicyOptions } from '../index.js';

/** Ids below are characters; 201 levels of −1..1 follow. */
const firstAction = 1000;
const vocabularySize = 1201;
const [horizon, dimensions, side] = [3, 7, 8];

/** A tiny backbone: a character per id, two cameras of 8 × 8, chunks of 3 × 7. */
export function createFakeAdapter(): VlaAdapter {
  const vocabulary = createAnswerVocabulary();
  return {
    specificationVersion: 1,
    id: 'fake',
    paddingId: 0,
    actions: {
      id: 'levels',
      shape: { horizon, dimensions },
      stop: { kind: 'length', length: horizon * dimensions },
      encode: (chunk) => chunk.flat().map((value) => firstAction + Math.round((value + 1) * 100)),
      decode(ids) {
        const foreign = ids.find((id) => id < firstAction);
        if (foreign !== undefined) {
          return { ok: false, failure: { reason: 'foreign-token', detail: `id ${foreign} is no action` } };
        }
        const values = ids.map((id) => (id - firstAction) / 100 - 1);
        const rows = Array.from({ length: horizon }, (_, row) => values.slice(row * dimensions, (row + 1) * dimensions));
        return { ok: true, actions: rows };
      },
    },
    images: {
      cameras: [
        { name: 'primary', required: true },
        { name: 'wrist', required: false },
      ],
      width: side,
      height: side,
      resize: 'stretch',
      interpolation: 'bilinear',
      mean: [0, 0, 0],
      standardDeviation: [1, 1, 1],
    },
    layout: (plan) => [
      { kind: 'image', camera: 'primary' },
      ...text('state', (plan.state ?? []).join(' ')),
      ...plan.turns.flatMap((turn, index) => piecesOf(turn, index)),
    ],
    answerChoices: ({ answers }) => answers.map((answer) => ({ answer, ids: characters(answer) })),
    example: () => createFakePlan('lift the cup', null, undefined, undefined, vocabulary),
    prepareImages: async (images) =>
      Object.fromEntries(Object.entries(images).map(([name, image]) => [name, shrink(image)])),
  };
}

/** A question about whatever stands after "the", or the client's own questions. */
export function createFakePlan(
  instruction: string,
  state: readonly number[] | null,
  questions: readonly string[] | undefined,
  answers?: readonly (string | null)[],
  vocabulary: AnswerVocabulary = createAnswerVocabulary(),
): Plan {
  const object = /the \w+/.exec(instruction)?.[0] ?? 'it';
  const asked = questions ?? [`Where is ${object}?`];
  return {
    vocabulary,
    state,
    turns: [
      ...asked.map((question, index) => {
        const answer = answers?.[index] ?? null;
        return { kind: 'question', object, question, answer } as const;
      }),
      { kind: 'instruction', instruction },
      { kind: 'action', actions: null },
    ],
  };
}

/** What a {@link createFakeModel} is to do beside answering. */
export interface FakeModelOptions {
  /** Milliseconds of every vision pass. */
  readonly delay?: number;
  /** Blocks the thread meanwhile, as a model does. */
  readonly isBlocking?: boolean;
  /** An id that is written in place of the first action: 5 cannot be decoded. */
  readonly firstActionId?: number;
}

/** A model whose answers and actions depend on every pixel and every id. */
export function createFakeModel(options: FakeModelOptions = {}): VlaModel {
  const { delay = 0, isBlocking = false, firstActionId } = options;
  return {
    async open(images, { signal } = {}) {
      const seed = Object.values(images).reduce((sum, { bytes }) => hash(bytes, sum), 7);
      if (isBlocking) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delay);
      else if (delay > 0) await setTimeout(delay, undefined, signal === undefined ? {} : { signal });
      signal?.throwIfAborted();
      return createFakeSession({ vocabularySize, next: (ids) => logits(hash(ids, seed), ids, firstActionId) });
    },
    async close() {},
  };
}

/** The policy of both. */
export function createFakePolicy(
  options: FakeModelOptions & Partial<TwoStepPolicyOptions> = {},
): Policy {
  const adapter = createFakeAdapter();
  return createTwoStepPolicy({ name: 'fake', adapter, model: createFakeModel(options), makePlan: createFakePlan, ...options });
}

function logits(seed: number, ids: readonly number[], firstActionId: number | undefined): Float32Array {
  const isActing = (ids.at(-1) ?? 0) >= firstAction;
  const row = new Float32Array(vocabularySize);
  let state = seed;
  for (let id = 0; id < vocabularySize; id += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    row[id] = state / 2 ** 32 + (id >= firstAction ? 2 : 0);
  }
  if (firstActionId !== undefined && !isActing) row[firstActionId] = 9;
  return row;
}

function hash(values: ArrayLike<number>, seed: number): number {
  let state = seed >>> 0;
  for (let index = 0; index < values.length; index += 1) {
    state = Math.imul(state ^ (values[index] ?? 0), 16_777_619) >>> 0;
  }
  return state;
}

/** Nearest pixels, but mixed with the sum of all, so that every pixel counts. */
function shrink({ width, height, bytes }: RgbImage): RgbImage {
  const sum = hash(bytes, 11);
  const small = Uint8Array.from({ length: side * side * 3 }, (_, index) => {
    const [x, y] = [Math.floor(index / 3) % side, Math.floor(index / 3 / side)];
    const pixel = Math.floor((y * height) / side) * width + Math.floor((x * width) / side);
    return ((bytes[pixel * 3 + (index % 3)] ?? 0) + sum) % 256;
  });
  return { width: side, height: side, bytes: small };
}

function characters(words: string): readonly number[] {
  return Array.from(words, (character) => character.charCodeAt(0) % firstAction);
}

function text(role: 'state' | 'instruction' | 'question', words: string, turn?: number): readonly Piece[] {
  const piece = { kind: 'fixed', role, ids: characters(words) } as const;
  return words === '' ? [] : [turn === undefined ? piece : { ...piece, turn }];
}

function piecesOf(turn: Plan['turns'][number], index: number): readonly Piece[] {
  if (turn.kind === 'action') return [{ kind: 'action', turn: index, actions: turn.actions }];
  if (turn.kind === 'instruction') return text('instruction', turn.instruction, index);
  return [
    ...text('question', turn.question, index),
    { kind: 'answer', answer: turn.answer, turn: index },
    { kind: 'fixed', role: 'end', ids: [1], turn: index },
  ];
}

import { type ActionChunk, InspireError } from '@inspire-vla/adapter';
import { claim, nonconforming, show } from '../nonconforming.js';
import { chunksFor } from '../plans.js';
import { decodeChunk, type Subject } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** Chunks that the codec cannot hold. */
export const refusedActionChecks: readonly CheckDefinition[] = [
  {
    name: 'actions-refuse',
    claim: 'a chunk with NaN or infinity, or of another shape where there is one, is an InspireError',
    run({ adapter: { actions: codec }, shape }) {
      const zeros: ActionChunk = Array.from({ length: shape.horizon }, () =>
        new Array<number>(shape.dimensions).fill(0),
      );
      const wrong = [
        ...notFinite(zeros),
        ...ragged(zeros),
        ...(codec.shape === null ? [] : misshapen(zeros)),
      ];
      for (const [what, chunk] of wrong) expectRefusal(() => codec.encode(chunk), what);
    },
  },
  {
    name: 'actions-beyond',
    claim: 'numbers beyond the range are clipped or refused, and never become ids that are no action',
    run: (subject) =>
      subject.forAll(chunksFor(subject), (actions) => checkBeyond(subject, farther(subject, actions))),
  },
];

/** A chunk that is wrong, and what is wrong with it. */
type WrongChunk = readonly [what: string, chunk: ActionChunk];

function notFinite(zeros: ActionChunk): readonly WrongChunk[] {
  return [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((value) => [
    `a chunk with ${value}`,
    zeros.map((action, step) => (step > 0 ? action : action.map(() => value))),
  ]);
}

/** As many numbers as there should be, or fewer, but no rectangle. */
function ragged(zeros: ActionChunk): readonly WrongChunk[] {
  if (zeros.length < 2) return [];
  const rows = zeros.map((action, step) => {
    if (step === 0) return [...action, 0];
    return step === 1 ? action.slice(1) : action;
  });
  return [['a chunk with a number in the wrong action', rows]];
}

function misshapen(zeros: ActionChunk): readonly WrongChunk[] {
  return [
    ['a chunk with one action too many', [...zeros, ...zeros.slice(0, 1)]],
    ['a chunk with one action too few', zeros.slice(1)],
    ['a chunk with one dimension too many', zeros.map((action) => [...action, 0])],
    ['a chunk with one dimension too few', zeros.map((action) => action.slice(1))],
  ];
}

function expectRefusal(encode: () => unknown, what: string): void {
  try {
    encode();
  } catch (error) {
    if (InspireError.isInstance(error)) return;
    throw nonconforming(`${what} gives ${String(error)}`, 'throw an InspireError', error);
  }
  throw nonconforming(`${what} is encoded without a word`, 'throw ACTION_SHAPE or ACTION_NOT_FINITE');
}

/** Three times as far from the middle: normalisation by quantiles leaves numbers beyond −1..1 as they are. */
function farther({ options }: Subject, actions: ActionChunk): ActionChunk {
  const [low, high] = options.actionRange ?? [-1, 1];
  const middle = (low + high) / 2;
  return actions.map((action) => action.map((value) => middle + 3 * (value - middle)));
}

function checkBeyond(subject: Subject, actions: ActionChunk): void {
  const ids = encodedOrRefused(subject, actions);
  if (ids === null) return;
  const decoded = decodeChunk(subject, ids);
  claim(
    decoded.ok && decoded.actions.flat().every(Number.isFinite),
    () => `${show(actions)} becomes the ids ${show(ids)}, which decode to ${show(decoded)}`,
    'clip numbers to the range before they become ids, or throw an InspireError',
  );
}

function encodedOrRefused({ adapter }: Subject, actions: ActionChunk): readonly number[] | null {
  try {
    return adapter.actions.encode(actions);
  } catch (error) {
    if (InspireError.isInstance(error)) return null;
    throw error;
  }
}

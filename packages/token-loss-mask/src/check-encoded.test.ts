import type { Piece, VlaAdapter } from '@inspire-vla/adapter';
import { expect, it } from 'vitest';
import { letterAdapter, planOf } from './__fixtures__/letter-adapter.js';
import { createExample } from './example.js';

const plan = planOf(['the plate']);

function adapterWith(change: (piece: Piece) => readonly Piece[]): VlaAdapter {
  return { ...letterAdapter, layout: (given) => letterAdapter.layout(given).flatMap(change) };
}

function inQuestions(change: (piece: Piece & { kind: 'fixed' }) => Partial<Piece>) {
  return adapterWith((piece) =>
    piece.kind === 'fixed' && piece.role === 'question' ? [{ ...piece, ...change(piece) } as Piece] : [piece],
  );
}

it.each([
  [
    'an id of the question is undefined',
    inQuestions(({ ids }) => ({ ids: [...ids, undefined as unknown as number] })),
  ],
  ['an id of the question is -1', inQuestions(({ ids }) => ({ ids: [...ids, -1] }))],
  ['there is no role "prompt"', inQuestions(() => ({ role: 'prompt' as 'question' }))],
  ['the answer of a turn stands nowhere', adapterWith((piece) => (piece.kind === 'answer' ? [] : [piece]))],
  ['the action of a turn stands nowhere', adapterWith((piece) => (piece.kind === 'action' ? [] : [piece]))],
])('an adapter makes no training example where %s', (message, adapter) => {
  expect(() => createExample(adapter, plan)).toThrow(
    expect.objectContaining({ code: 'ADAPTER_LAYOUT', message, at: expect.stringMatching(/^(ids|turns)/) }),
  );
});

it.each([
  [
    'one flag too few',
    (length: number) => new Uint8Array(length - 1),
    "the reference's mask has 18 flags for 19 ids",
  ],
  [
    'a factor in place of a flag',
    (length: number) => new Uint8Array(length).fill(2),
    "a flag of the reference's mask is 2",
  ],
])("an adapter makes no training example by the authors' mask where it has %s", (_, maskOf, message) => {
  const adapter: VlaAdapter = { ...letterAdapter, referenceLossMask: ({ ids }) => maskOf(ids.length) };
  expect(() => createExample(adapter, plan, { mask: 'authors' })).toThrow(
    expect.objectContaining({
      code: 'ADAPTER_LAYOUT',
      message,
      at: expect.stringContaining('referenceLossMask'),
    }),
  );
});

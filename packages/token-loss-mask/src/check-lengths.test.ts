import { describe, expect, it } from 'vitest';
import { createAttentionRule } from './attention.js';
import { collate } from './collate.js';
import { createLabels } from './masks.js';
import { pack } from './pack.js';

const example = {
  ids: [5, 6],
  spans: [],
  loss: Uint8Array.of(0, 1),
  causal: Uint8Array.of(1, 1),
  weights: Float32Array.of(0, 2),
};

describe.each([
  ['collate', collate],
  ['pack', pack],
] as const)('%s', (_, batch) => {
  it.each([Number.NaN, 3.5, -1])('refuses the length %d', (length) => {
    expect(() => batch([example], { paddingId: 0, length })).toThrow(
      expect.objectContaining({ code: 'LENGTH_INVALID', at: 'length' }),
    );
  });

  it.each([Number.NaN, 0.5, 2 ** 31])('refuses the padding id %d', (paddingId) => {
    expect(() => batch([example], { paddingId, length: 4 })).toThrow(
      expect.objectContaining({ code: 'PADDING_INVALID', at: 'paddingId' }),
    );
  });

  it.each([{ loss: new Uint8Array(1) }, { causal: new Uint8Array(3) }, { weights: new Float32Array(1) }])(
    'refuses an example whose masks are not one number per id: %j',
    (change) => {
      expect(() => batch([example, { ...example, ...change }], { paddingId: 0, length: 4 })).toThrow(
        expect.objectContaining({
          code: 'EXAMPLE_SHAPE',
          at: 'example 1',
          message: expect.stringMatching(new RegExp(`^${Object.keys(change)[0]} has \\d numbers for 2 ids`)),
        }),
      );
    },
  );
});

it('makes no labels of a mask that is not one number per id', () => {
  expect(() => createLabels([5, 6], Uint8Array.of(1))).toThrow(
    expect.objectContaining({ code: 'EXAMPLE_SHAPE', message: 'loss has 1 numbers for 2 ids' }),
  );
});

it.each([1, -1, 0.5, Number.NaN])('refuses row %d of a batch of one', (row) => {
  const batch = collate([example], { paddingId: 0 });
  expect(() => createAttentionRule(batch, row)).toThrow(
    expect.objectContaining({ code: 'ROW_UNKNOWN', at: 'row', fix: 'give a whole number below 1' }),
  );
});

import { describe, expect, it } from 'vitest';
import { collate } from './collate.js';
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

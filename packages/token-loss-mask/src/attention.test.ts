import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examples } from './__fixtures__/examples.js';
import { createAttentionMask, createAttentionRule, isVisible } from './attention.js';
import { collate } from './collate.js';

function maskOf(causal: readonly number[], length = causal.length): readonly string[] {
  const example = {
    ids: causal.map(() => 9),
    spans: [],
    loss: new Uint8Array(causal.length),
    causal: Uint8Array.from(causal),
  };
  const mask = createAttentionMask(createAttentionRule(collate([example], { paddingId: 0, length })));
  return Array.from({ length }, (_, row) => mask.subarray(row * length, (row + 1) * length).join(''));
}

describe('the attention rule', () => {
  it('is a triangle for a causal backbone', () => {
    expect(maskOf([1, 1, 1])).toEqual(['100', '110', '111']);
  });

  it('lets a prefix see itself, and what follows see the prefix', () => {
    expect(maskOf([0, 0, 1, 1])).toEqual(['1100', '1100', '1110', '1111']);
  });

  it('lets a later block see itself and all before it', () => {
    expect(maskOf([0, 1, 0, 1])).toEqual(['1000', '1110', '1110', '1111']);
  });

  it('neither shows nor asks padding', () => {
    expect(maskOf([1, 1], 3)).toEqual(['100', '110', '000']);
  });

  it('shows every token what stands before it and the rest of its block, on any side of the padding', () => {
    fc.assert(
      fc.property(examples, fc.constantFrom('left' as const, 'right' as const), (given, side) => {
        const batch = collate(given, { paddingId: 0, side });
        given.forEach(({ ids }, row) => {
          const rule = createAttentionRule(batch, row);
          const start = side === 'left' ? batch.length - ids.length : 0;
          for (let query = 0; query < batch.length; query += 1) {
            const isReal = query >= start && query < start + ids.length;
            for (let key = 0; key < batch.length; key += 1) {
              const both = isReal && key >= start && key < start + ids.length;
              // Ahead of a token only the rest of its block is seen: no causal step lies between.
              const from = row * batch.length;
              const steps = batch.causal.subarray(from + query + 1, from + key + 1);
              if (isVisible(rule, query, key) !== (both && (key <= query || !steps.includes(1)))) {
                expect.fail(`token ${query} and token ${key} of row ${row}`);
              }
            }
          }
        });
      }),
      { numRuns: 30 },
    );
  });
});

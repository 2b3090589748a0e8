import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedPlans } from './__fixtures__/encoded-plans.js';
import { collate } from './collate.js';
import { createCausalMask, createLossMask } from './masks.js';

const examples = fc.array(
  encodedPlans.map((encoded) => ({
    ...encoded,
    loss: createLossMask(encoded),
    causal: createCausalMask(encoded),
  })),
  { minLength: 1, maxLength: 5 },
);

describe('collate', () => {
  it('keeps every example and marks the rest as padding, on either side', () => {
    fc.assert(
      fc.property(examples, fc.constantFrom('left' as const, 'right' as const), (given, side) => {
        const { rows, length, ids, loss, causal, valid } = collate(given, { paddingId: 0, side });
        expect(rows).toBe(given.length);
        given.forEach((example, row) => {
          const from = row * length;
          const isReal = (_: number, index: number) => valid[from + index] === 1;
          const rowOf = (column: Int32Array | Uint8Array) => [...column.subarray(from, from + length)];
          expect(rowOf(ids).filter(isReal)).toEqual(example.ids);
          expect(rowOf(loss).filter(isReal)).toEqual([...example.loss]);
          expect(rowOf(causal).filter(isReal)).toEqual([...example.causal]);
          const padding = (_: number, index: number) => valid[from + index] === 0;
          expect(
            rowOf(ids)
              .filter(padding)
              .every((id) => id === 0),
          ).toBe(true);
          expect(
            rowOf(loss)
              .filter(padding)
              .every((flag) => flag === 0),
          ).toBe(true);
          const firstReal = rowOf(valid).indexOf(1);
          if (example.ids.length > 0)
            expect(firstReal).toBe(side === 'left' ? length - example.ids.length : 0);
        });
      }),
    );
  });

  it('refuses to cut, and names what would be lost', () => {
    const example = {
      ids: [1, 2, 3, 4],
      spans: [
        { role: 'question', attention: 'causal', start: 0, end: 2 },
        { role: 'answer', attention: 'causal', start: 2, end: 3 },
        { role: 'action', attention: 'causal', start: 3, end: 4 },
      ],
      loss: Uint8Array.of(0, 0, 1, 1),
      causal: Uint8Array.of(1, 1, 1, 1),
    } as const;
    expect(() => collate([example], { paddingId: 0, length: 2 })).toThrow(
      expect.objectContaining({
        code: 'SEQUENCE_TOO_LONG',
        at: 'example 0, which would lose answer, action',
      }),
    );
  });

  it('makes an empty batch of nothing', () => {
    expect(collate([], { paddingId: 0 })).toMatchObject({ rows: 0, length: 0 });
  });
});

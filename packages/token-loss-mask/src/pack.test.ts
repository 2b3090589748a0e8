import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examples } from './__fixtures__/examples.js';
import { createAttentionMask, createAttentionRule } from './attention.js';
import { collate } from './collate.js';
import { ignoredLabel } from './masks.js';
import { pack } from './pack.js';

const length = 80;

describe('pack', () => {
  it('keeps every example where it says, without overlap', () => {
    fc.assert(
      fc.property(examples, (given) => {
        const batch = pack(given, { paddingId: 0, length });
        const taken = new Uint8Array(batch.rows * length);
        given.forEach(({ ids }, index) => {
          const { row = 0, column = 0 } = batch.places[index] ?? {};
          const start = row * length + column;
          expect(column + ids.length).toBeLessThanOrEqual(length);
          expect([...batch.ids.subarray(start, start + ids.length)]).toEqual(ids);
          expect([...batch.positions.subarray(start, start + ids.length)]).toEqual(ids.map((_, at) => at));
          expect(new Set(batch.segments.subarray(start, start + ids.length)).size).toBe(
            ids.length > 0 ? 1 : 0,
          );
          ids.forEach((_, at) => {
            expect(taken[start + at]).toBe(0);
            taken[start + at] = 1;
          });
        });
        expect([...batch.valid]).toEqual([...taken]);
      }),
    );
  });

  it('learns what single rows learn, but no first token that another example would predict', () => {
    fc.assert(
      fc.property(examples, (given) => {
        const packed = pack(given, { paddingId: 0, length });
        given.forEach(({ ids, loss }, index) => {
          const { row = 0, column = 0 } = packed.places[index] ?? {};
          const start = row * length + column;
          const wanted = ids.map((id, at) =>
            loss[at] === 1 && (column === 0 || at > 0) ? id : ignoredLabel,
          );
          expect([...packed.labels.subarray(start, start + ids.length)]).toEqual(wanted);
        });
      }),
    );
  });

  it('hides examples of one row from each other, and shows each one what it sees alone', () => {
    fc.assert(
      fc.property(examples, (given) => {
        const packed = pack(given, { paddingId: 0, length });
        given.forEach((example, index) => {
          const { row = 0, column = 0 } = packed.places[index] ?? {};
          const inRow = createAttentionMask(createAttentionRule(packed, row));
          const alone = createAttentionMask(createAttentionRule(collate([example], { paddingId: 0 })));
          const own = example.ids.length;
          for (let query = 0; query < own; query += 1) {
            const line = inRow.subarray((column + query) * length, (column + query + 1) * length);
            expect([...line.subarray(column, column + own)]).toEqual([
              ...alone.subarray(query * own, (query + 1) * own),
            ]);
            expect(line.reduce((sum, flag) => sum + flag, 0)).toBe(
              line.subarray(column, column + own).reduce((sum, flag) => sum + flag, 0),
            );
          }
        });
      }),
      { numRuns: 30 },
    );
  });

  it('needs no row more than it must where pairs fill rows', () => {
    const ofLength = (size: number) => ({
      ids: Array.from({ length: size }, () => 7),
      spans: [],
      loss: new Uint8Array(size),
      causal: new Uint8Array(size),
    });
    const batch = pack([3, 6, 4, 7, 5, 5].map(ofLength), { paddingId: 0, length: 10 });
    expect(batch.rows).toBe(3);
    expect(batch.valid.every((flag) => flag === 1)).toBe(true);
  });

  it('refuses to cut', () => {
    const example = { ids: [1, 2], spans: [], loss: new Uint8Array(2), causal: new Uint8Array(2) };
    expect(() => pack([example], { paddingId: 0, length: 1 })).toThrow(
      expect.objectContaining({ code: 'SEQUENCE_TOO_LONG', at: 'example 0' }),
    );
  });

  it('makes an empty batch of nothing', () => {
    expect(pack([], { paddingId: 0, length: 8 })).toMatchObject({ rows: 0, places: [] });
  });
});

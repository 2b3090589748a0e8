import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFullMap, createPrunedMap, parseKeptIds } from './vocabulary-map.js';

const keptIds = fc
  .uniqueArray(fc.nat(199), { minLength: 1 })
  .map((ids) => ids.sort((one, other) => one - other));

describe('a pruned vocabulary', () => {
  it('gives every kept id its own row back as its own logit, and the others −Infinity', () => {
    fc.assert(
      fc.property(keptIds, (kept) => {
        const map = createPrunedMap(200, kept, 'kept_ids.json');
        const rows = map.toRows(kept);
        expect(rows).toEqual(kept.map((_, row) => row));
        const logits = map.toLogits(Float32Array.from([...rows, ...rows.map((row) => row + 0.5)]));
        expect(logits.length).toBe(400);
        for (let id = 0; id < 200; id += 1) {
          const row = kept.indexOf(id);
          expect(logits[id]).toBe(row === -1 ? Number.NEGATIVE_INFINITY : row);
          expect(logits[200 + id]).toBe(row === -1 ? Number.NEGATIVE_INFINITY : row + 0.5);
        }
      }),
    );
  });

  it('is read from ids and runs of ids', () => {
    expect(parseKeptIds('[1, [3, 5], 9]', 'kept_ids.json')).toEqual([1, 3, 4, 5, 9]);
  });
});

describe('a file of kept ids', () => {
  it.each(['[[0, 9000000000]]', '[[0, null]]', '[[3, 1]]', '["1"]', '{}', ''])('of %j is refused', (text) => {
    const refused = expect.objectContaining({ code: 'VOCABULARY_INVALID', at: 'kept_ids.json' });
    expect(() => parseKeptIds(text, 'kept_ids.json')).toThrow(refused);
  });
});

describe('a full vocabulary', () => {
  it('copies nothing', () => {
    const map = createFullMap(4);
    const values = new Float32Array(8);
    expect(map.toLogits(values)).toBe(values);
    expect(map.toRows([3, 0])).toEqual([3, 0]);
  });

  it.each([-1, 4, 0.5, Number.NaN])('does not know the id %s', (id) => {
    const refused = expect.objectContaining({
      code: 'TOKEN_UNKNOWN',
      fix: expect.stringContaining('tokenizer'),
    });
    expect(() => createFullMap(4).toRows([0, id])).toThrow(refused);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBinsCodec } from './index.js';

const codec = createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 });

describe('the bins codec', () => {
  it('gives back each number within half a bin', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 7, maxLength: 7 }), (action) => {
        const decoded = codec.decode(codec.encode([action]));
        expect(decoded).toEqual({
          ok: true,
          actions: [
            action.map((wanted) => expect.toSatisfy((given) => Math.abs(given - wanted) <= 1 / 255 + 1e-9)),
          ],
        });
      }),
    );
  });

  it('counts bins from the end of the vocabulary and clips to −1..1', () => {
    expect(codec.encode([[-3, -1, 0, 1, 3, 0.999, -0.999]])).toEqual([
      151_920, 151_920, 151_793, 151_665, 151_665, 151_666, 151_920,
    ]);
  });

  it('takes chunks of several actions, in time-major order', () => {
    const pair = createBinsCodec({ id: 'bins', vocabularySize: 1000, horizon: 2, dimensions: 2 });
    expect(pair.stop).toEqual({ kind: 'length', length: 4 });
    const ids = pair.encode([
      [-1, 1],
      [-1, -1],
    ]);
    expect(ids).toEqual([999, 744, 999, 999]);
    const low = expect.closeTo(-0.996, 3);
    expect(pair.decode(ids)).toEqual({
      ok: true,
      actions: [
        [low, expect.closeTo(0.996, 3)],
        [low, low],
      ],
    });
  });

  it('gives a chunk or a typed failure for 10,000 random and mutated ids, never zeros', () => {
    const near = fc.array(fc.integer({ min: 151_660, max: 151_925 }), { minLength: 6, maxLength: 8 });
    const ids = fc.oneof(
      near,
      fc.array(fc.integer(), { maxLength: 8 }),
      fc.array(fc.double(), { maxLength: 7 }),
    );
    fc.assert(
      fc.property(ids, (sequence) => {
        const decoding = codec.decode(sequence);
        const isAction = sequence.length === 7 && sequence.every((id) => id >= 151_665 && id < 151_921);
        expect(decoding.ok).toBe(isAction && sequence.every(Number.isInteger));
        if (decoding.ok) expect(codec.encode(decoding.actions)).toHaveLength(7);
        else expect(decoding.failure.reason).toMatch(/^(wrong-length|foreign-token)$/);
      }),
      { numRuns: 10_000 },
    );
  });

  it('refuses chunks of another shape and numbers that are not finite', () => {
    const refusal = (code: string, at: string) => expect.objectContaining({ code, at });
    expect(() => codec.encode([[Number.NaN, 0, 0, 0, 0, 0, 0]])).toThrow(
      refusal('ACTION_NOT_FINITE', 'actions[0][0]'),
    );
    expect(() => codec.encode([[0]])).toThrow(refusal('ACTION_SHAPE', 'actions[0]'));
    expect(() => codec.encode([])).toThrow(refusal('ACTION_SHAPE', 'actions'));
  });

  it.each([Number.NaN, 255, 300.5])('has no room in a vocabulary of %d', (vocabularySize) => {
    expect(() => createBinsCodec({ id: 'bins', vocabularySize })).toThrow(
      expect.objectContaining({ code: 'VOCABULARY_SIZE', at: 'vocabularySize' }),
    );
    expect(createBinsCodec({ id: 'bins', vocabularySize: 256 }).encode([Array(7).fill(1)])).toContain(0);
  });

  it.each([{ horizon: 0 }, { dimensions: Number.NaN }])('refuses chunks without numbers: %j', (size) => {
    expect(() => createBinsCodec({ id: 'bins', vocabularySize: 151_643, ...size })).toThrow(
      expect.objectContaining({ code: 'ACTION_SHAPE', at: 'shape' }),
    );
  });
});

import type { ActionChunk, ActionShape } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallFast, smoothChunks } from '../__fixtures__/fast.js';
import { createFastCodec } from './fast-codec.js';

const codec = createFastCodec({ fast: smallFast });
const shape: ActionShape = { horizon: 5, dimensions: 4 };
const [chunk = []] = smoothChunks;
const ids = codec.encode(chunk);
const refused = (code: string) => expect.objectContaining({ code });

function decoded(given: readonly number[], own = codec, as = shape): ActionChunk {
  const decoding = own.decode(given, as);
  if (!decoding.ok) throw new Error(decoding.failure.reason);
  return decoding.actions;
}

function reasonOf(given: readonly number[], own = codec, as = shape): string | null {
  const decoding = own.decode(given, as);
  return decoding.ok ? null : decoding.failure.reason;
}

describe('the FAST codec', () => {
  it('comes back within the rounding of its coefficients', () => {
    for (const actions of smoothChunks) {
      const own = { horizon: actions.length, dimensions: 4 };
      const back = decoded(codec.encode(actions), codec, own).flat();
      // An orthonormal transform keeps lengths: each coefficient is off by at most a twentieth.
      const error = Math.hypot(...actions.flat().map((value, index) => value - (back[index] ?? Number.NaN)));
      expect(error).toBeLessThanOrEqual(0.05 * Math.sqrt(back.length));
    }
  });

  it('encodes what it has decoded to the same ids', () => {
    for (const actions of smoothChunks) {
      const first = codec.encode(actions);
      const back = decoded(first, codec, { horizon: actions.length, dimensions: 4 });
      expect(codec.encode(back)).toEqual(first);
    }
  });

  it("writes on the last ids of PaliGemma's vocabulary, below its segmentation tokens", () => {
    expect(Math.max(...ids)).toBeLessThanOrEqual(257_023);
    const moved = createFastCodec({ fast: smallFast, vocabularySize: 1000 });
    expect(moved.encode(chunk)).toEqual(ids.map((id) => id - 256_152));
    const last = createFastCodec({ fast: smallFast, vocabularySize: 1000, fastSkipTokens: 0 });
    expect(last.encode(chunk)).toEqual(ids.map((id) => id - 256_024));
    expect(decoded(last.encode(chunk), last)).toEqual(decoded(ids));
  });

  it('rounds float32 numbers in float32 where it is asked to', () => {
    const single = createFastCodec({ fast: smallFast, precision: 'float32' });
    const row = { horizon: 1, dimensions: 4 };
    // As float32, 0.35 is a little less; ten times it is 3.5 in float32 and less in float64.
    const number = Math.fround(0.35);
    expect(decoded(codec.encode([[number, 0, 0, 0]]), codec, row)[0]?.[0]).toBeCloseTo(0.3);
    expect(decoded(single.encode([[number, 0, 0, 0]]), single, row)[0]?.[0]).toBeCloseTo(0.4);
  });

  it('takes a fixed shape, and must be told one otherwise', () => {
    const fixed = createFastCodec({ fast: smallFast, shape });
    expect(fixed.decode(ids).ok).toBe(true);
    expect(() => fixed.encode(chunk.slice(1))).toThrow(refused('ACTION_SHAPE'));
    expect(() => codec.decode(ids)).toThrow(refused('SHAPE_MISSING'));
    const none = { horizon: 0, dimensions: 4 };
    expect(() => codec.decode([], none)).toThrow(refused('ACTION_SHAPE'));
    expect(() => createFastCodec({ fast: smallFast, shape: none })).toThrow(refused('ACTION_SHAPE'));
  });

  it('refuses chunks that it cannot hold', () => {
    expect(() => codec.encode([])).toThrow(refused('ACTION_SHAPE'));
    expect(() => codec.encode([[1, 2], [1]])).toThrow(refused('ACTION_SHAPE'));
    expect(() => codec.encode([[0, Number.NaN]])).toThrow(
      expect.objectContaining({ code: 'ACTION_NOT_FINITE', at: 'actions[0][1]' }),
    );
    expect(() => codec.encode([[1e6]])).toThrow(refused('ACTION_RANGE'));
  });
});

describe('decoding ids that are no chunk', () => {
  const relaxed = createFastCodec({ fast: smallFast, length: 'relaxed' });
  const dropping = createFastCodec({ fast: smallFast, foreignIds: 'drop' });

  it('fails with a reason where coefficients are missing or too many', () => {
    expect(reasonOf([])).toBe('wrong-length');
    expect(reasonOf(ids.slice(0, -1))).toBe('wrong-length');
    expect(reasonOf([...ids, ...ids])).toBe('wrong-length');
    expect(reasonOf(ids, codec, { horizon: 6, dimensions: 4 })).toBe('wrong-length');
  });

  it('cuts or fills up in relaxed decoding, but never makes a chunk of nothing', () => {
    expect(decoded([...ids, ...ids], relaxed)).toEqual(decoded(ids));
    const filled = decoded(ids.slice(0, -1), relaxed);
    expect(filled).toHaveLength(5);
    expect(filled.flat().every(Number.isFinite)).toBe(true);
    expect(reasonOf([], relaxed)).toBe('wrong-length');
  });

  it('fails for ids of other tokens, or leaves those below the action tokens out', () => {
    const [first = 0, ...rest] = ids;
    expect(reasonOf([first, 108, ...rest])).toBe('foreign-token');
    expect(decoded([first, 108, ...rest], dropping)).toEqual(decoded(ids));
    for (const odd of [257_024, 1e9, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      expect(reasonOf([odd, ...ids])).toBe('foreign-token');
      expect(reasonOf([odd, ...ids], dropping)).toBe('foreign-token');
    }
  });

  it('fails for torn characters', () => {
    const vocabulary = new Map([
      ['Å', 0],
      ['¢', 1],
    ]);
    const own = createFastCodec({ fast: { vocabulary, merges: [], scale: 10, minimumToken: -354 } });
    const single = { horizon: 1, dimensions: 1 };
    expect(decoded([257_023, 257_022], own, single)).toEqual([[0]]);
    expect(reasonOf([257_023], own, single)).toBe('invalid-text');
  });

  it('gives a finite chunk of the shape or a reason, for random and for mutated ids', () => {
    const anyId = fc.oneof(
      fc.integer({ min: 257_023 - 420, max: 257_023 }),
      fc.integer({ min: -5, max: 257_160 }),
      fc.double(),
    );
    const mutated = fc
      .tuple(fc.constantFrom(...smoothChunks), fc.array(fc.tuple(fc.nat(40), anyId), { maxLength: 3 }))
      .map(([actions, changes]) => {
        const own = [...codec.encode(actions)];
        for (const [place, id] of changes) own.splice(place, place % 3, id);
        return own;
      });
    let valid = 0;
    fc.assert(
      fc.property(
        fc.oneof(fc.array(anyId, { maxLength: 30 }), mutated),
        fc.constantFrom(codec, relaxed, dropping),
        (given, own) => {
          const decoding = own.decode(given, shape);
          if (!decoding.ok) {
            expect(decoding.failure.detail).not.toBe('');
            return;
          }
          valid += 1;
          expect(decoding.actions.map((action) => action.length)).toEqual([4, 4, 4, 4, 4]);
          expect(decoding.actions.flat().every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
    // Otherwise the property would say little.
    expect(valid).toBeGreaterThan(500);
  });
});

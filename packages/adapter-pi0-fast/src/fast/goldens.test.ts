import type { ActionChunk } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFastPlus } from '../__fixtures__/fast.js';
import { hasGoldens, readGolden, readSamples } from '../__fixtures__/goldens.js';
import { createFastCodec } from './fast-codec.js';

interface Chunk {
  readonly id: string;
  readonly kind: string;
  readonly shape: readonly [number, number];
  readonly dtype: 'float32' | 'float64';
  readonly actions: ActionChunk;
  readonly ids: readonly number[];
  readonly decoded: ActionChunk;
  readonly decode_failed: boolean;
}

interface Cases {
  readonly cases: readonly {
    readonly name: string;
    readonly shape: readonly [number, number];
    readonly actions: ActionChunk;
    readonly paligemma_ids: readonly number[];
    readonly decoded_actions: ActionChunk;
  }[];
  readonly malformed_decodes_for_first_case: readonly {
    readonly name: string;
    readonly ids: readonly number[];
    readonly n_coeff: number;
    readonly relaxed_actions: ActionChunk;
  }[];
}

const close = (actions: ActionChunk) =>
  actions.map((action) => action.map((value) => expect.closeTo(value, 9)));

// Skipped outside the founders' workplace: recorded from the published processor and not committed here.
describe.skipIf(!hasGoldens)("the published FAST processor's own records", () => {
  const fast = hasGoldens ? readFastPlus() : null;
  const codecFor = (options: Omit<Parameters<typeof createFastCodec>[0], 'fast'> = {}) => {
    if (fast === null) throw new Error('no FAST+ files');
    return createFastCodec({ ...options, fast });
  };
  const shapeOf = ([horizon, dimensions]: readonly [number, number]) => ({ horizon, dimensions });

  it('of chunks are equal, id for id, and decode to the same numbers', () => {
    const samples = readSamples<Chunk>('fast_chunks');
    expect(samples.length).toBeGreaterThan(50);
    for (const { id, shape, dtype, actions, ids, decoded, decode_failed: failed } of samples) {
      const codec = codecFor({ precision: dtype });
      const own = ids.map((token) => 257_023 - token);
      expect(codec.encode(actions), id).toEqual(own);
      // Where the processor fails on a valid encoding (its clean-up of spaces), the direct way has no reason to.
      const decoding = codec.decode(own, shapeOf(shape));
      if (!failed) expect(decoding, id).toEqual({ ok: true, actions: close(decoded) });
    }
  });

  it('of chunks, changed at random, decode to a chunk or to a reason', () => {
    const samples = readSamples<Chunk>('fast_chunks');
    const codecs = [codecFor(), codecFor({ length: 'relaxed' }), codecFor({ foreignIds: 'drop' })];
    const anyId = fc.oneof(fc.integer({ min: 254_976, max: 257_023 }), fc.integer({ min: -3, max: 257_160 }));
    const change = fc.tuple(fc.nat(60), fc.nat(2), fc.array(anyId, { maxLength: 2 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(change, { maxLength: 3 }),
        fc.constantFrom(...codecs),
        ({ ids, shape }, changes, codec) => {
          const given = ids.map((token) => 257_023 - token);
          for (const [place, removed, added] of changes) given.splice(place, removed, ...added);
          const decoding = codec.decode(given, shapeOf(shape));
          if (decoding.ok) expect(decoding.actions.flat().every(Number.isFinite)).toBe(true);
          else expect(decoding.failure.reason).toMatch(/^(wrong-length|foreign-token|invalid-text)$/);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('of the transform are equal', () => {
    for (const { name, shape, actions, ...recorded } of readGolden<Cases>('fast_dct_goldens.json').cases) {
      expect(codecFor().encode(actions), name).toEqual(recorded.paligemma_ids);
      expect(codecFor().decode(recorded.paligemma_ids, shapeOf(shape)), name).toEqual({
        ok: true,
        actions: close(recorded.decoded_actions),
      });
    }
  });

  it('of malformed ids, zeros there, are failures; the relaxed ones are equal unless nothing was decoded', () => {
    const { malformed_decodes_for_first_case: malformed } = readGolden<Cases>('fast_dct_goldens.json');
    for (const { name, ids, n_coeff: count, relaxed_actions: actions } of malformed) {
      const own = ids.map((token) => 257_023 - token);
      const shape = { horizon: 10, dimensions: 7 };
      const failure = { ok: false, failure: { reason: 'wrong-length' } };
      expect(codecFor().decode(own, shape), name).toMatchObject(failure);
      const relaxed = codecFor({ length: 'relaxed' }).decode(own, shape);
      if (count === 0) expect(relaxed, name).toMatchObject(failure);
      else expect(relaxed, name).toEqual({ ok: true, actions: close(actions) });
    }
  });
});

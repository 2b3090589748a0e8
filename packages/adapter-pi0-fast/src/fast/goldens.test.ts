import type { ActionChunk } from '@inspire-vla/adapter';
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityVq } from './__fixtures__/identity-vq.js';
import { createVqCodec } from './index.js';

// Two actions of two numbers; the first group holds large steps, the second mends what is left.
const vq = identityVq({ horizon: 2, dimensions: 2 }, [
  [
    [0, 0, 0, 0],
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [1, 0, 0, 0],
  ],
  [
    [0, 0, 0, 0],
    [0, 0, 0.25, 0],
    [0, 0, 0, 0.25],
    [0.25, 0, 0, 0],
  ],
]);
const codec = createVqCodec({ id: 'vq-extra', vocabularySize: 100, ...vq });

describe('the VQ codec', () => {
  it('takes the nearest code of each group, then of what is left, in time-major order', () => {
    expect(
      codec.encode([
        [0, 1],
        [0.2, 0],
      ]),
    ).toEqual([97, 98]);
    expect(
      codec.encode([
        [0, 0],
        [0, 0.2],
      ]),
    ).toEqual([99, 97]);
  });

  it('takes the first of equal codes', () => {
    expect(
      codec.encode([
        [1.3, 0],
        [0, 0],
      ]),
    ).toEqual([98, 96]);
  });

  it('gives back the whole chunk, and encodes it to the same ids', () => {
    expect(codec.decode([97, 98])).toEqual({
      ok: true,
      actions: [
        [0, 1],
        [0.25, 0],
      ],
    });
    expect(
      codec.encode([
        [0, 1],
        [0.25, 0],
      ]),
    ).toEqual([97, 98]);
  });

  it('scales actions before encoding and after decoding', () => {
    const config = { ...vq.config, actionScale: 2 };
    const scaled = createVqCodec({ id: 'vq-extra', vocabularySize: 100, config, weights: vq.weights });
    expect(
      scaled.encode([
        [0, 2],
        [0.4, 0],
      ]),
    ).toEqual([97, 98]);
    expect(scaled.decode([97, 98])).toEqual({
      ok: true,
      actions: [
        [0, 2],
        [0.5, 0],
      ],
    });
  });

  it('stops after one id per group', () => {
    expect(codec.stop).toEqual({ kind: 'length', length: 2 });
    expect(codec.shape).toEqual({ horizon: 2, dimensions: 2 });
  });

  it('gives a typed failure for a wrong number of ids and for foreign ids', () => {
    expect(codec.decode([97])).toMatchObject({ ok: false, failure: { reason: 'wrong-length' } });
    expect(codec.decode([97, 100])).toMatchObject({ ok: false, failure: { reason: 'foreign-token' } });
    expect(codec.decode([95, 97])).toMatchObject({ ok: false, failure: { reason: 'foreign-token' } });
    expect(codec.decode([97.5, 97])).toMatchObject({ ok: false, failure: { reason: 'foreign-token' } });
  });

  it('takes foreign ids for the nearest code where the reference is asked for', () => {
    const clipping = createVqCodec({ id: 'vq', vocabularySize: 100, ...vq, foreignIds: 'clip' });
    expect(clipping.decode([120, 3])).toEqual(clipping.decode([99, 96]));
    expect(clipping.decode([Number.NaN, 97])).toMatchObject({
      ok: false,
      failure: { reason: 'foreign-token' },
    });
  });

  it('gives a finite chunk or a typed failure for 10,000 random and mutated ids', () => {
    const clipping = createVqCodec({ id: 'vq', vocabularySize: 100, ...vq, foreignIds: 'clip' });
    const near = fc.array(fc.integer({ min: 90, max: 105 }), { maxLength: 4 });
    const ids = fc.oneof(
      near,
      fc.array(fc.integer(), { maxLength: 8 }),
      fc.array(fc.double(), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(ids, (sequence) => {
        for (const decoding of [codec.decode(sequence), clipping.decode(sequence)]) {
          if (!decoding.ok) expect(decoding.failure.reason).toMatch(/^(wrong-length|foreign-token)$/);
          else expect(decoding.actions.flat().filter(Number.isFinite)).toHaveLength(4);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('refuses chunks of another shape and numbers that are not finite', () => {
    const refusal = (code: string, at: string) => expect.objectContaining({ code, at });
    expect(() => codec.encode([[0, 0]])).toThrow(refusal('ACTION_SHAPE', 'actions'));
    expect(() => codec.encode([[0, 0], [0]])).toThrow(refusal('ACTION_SHAPE', 'actions[1]'));
    expect(() =>
      codec.encode([
        [0, 0],
        [0, Number.NaN],
      ]),
    ).toThrow(refusal('ACTION_NOT_FINITE', 'actions[1][1]'));
  });

  it('refuses weights that do not fit the config, naming the tensor', () => {
    const config = { ...vq.config, groups: 3 };
    expect(() => createVqCodec({ id: 'vq', vocabularySize: 100, ...vq, config })).toThrow(
      expect.objectContaining({ code: 'VQ_WEIGHTS_INVALID', at: 'vq_embedding.layers.2._codebook.embed' }),
    );
    const narrow = { ...vq.config, codes: 5 };
    expect(() => createVqCodec({ id: 'vq', vocabularySize: 100, ...vq, config: narrow })).toThrow(
      /has shape \[1, 4, 4\], the config asks for \[1, 5, 4\]/,
    );
    const bias = { shape: [4], data: Float32Array.of(0, Number.NaN, 0, 0) };
    const weights = new Map([...vq.weights, ['decoder.fc.bias', bias]]);
    expect(() => createVqCodec({ id: 'vq', vocabularySize: 100, ...vq, weights })).toThrow(/holds NaN/);
  });
});

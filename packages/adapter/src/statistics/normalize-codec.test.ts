import { describe, expect, it } from 'vitest';
import { createTestAdapter } from '../__fixtures__/test-adapter.js';
import { createNormalizer, normalizeCodec } from './index.js';

const { actions: codec } = createTestAdapter();
const statistics = { q01: Float64Array.of(-10, 0), q99: Float64Array.of(10, 1), mask: [true, false] };
const inRobotUnits = normalizeCodec(codec, createNormalizer('bounds-q99', statistics));

describe('a codec in the robot’s units', () => {
  it('encodes what is normalised, and decodes into the units', () => {
    expect(inRobotUnits.encode([[10, 0.5]])).toEqual([expect.closeTo(1001, 6), 1000.5]);
    expect(inRobotUnits.decode(codec.encode([[-1, 7]]))).toEqual({ ok: true, actions: [[-10, 7]] });
  });

  it('hands on failures, shapes and the stop rule', () => {
    const failure = { ok: false, failure: { reason: 'wrong-length', detail: 'none' } } as const;
    const failing = normalizeCodec(
      { ...codec, decode: () => failure },
      createNormalizer('bounds-q99', statistics),
    );
    expect(failing.decode([1])).toBe(failure);
    expect(inRobotUnits).toMatchObject({ id: codec.id, shape: codec.shape, stop: codec.stop });
    expect(inRobotUnits.encode([[]])).toEqual([]);
  });

  it('refuses what is no number, though it could be brought into the range', () => {
    const range = { minimum: Float64Array.of(-10, 0), maximum: Float64Array.of(10, 0) };
    const clipped = normalizeCodec(codec, createNormalizer('bounds-q99', { ...statistics, ...range }));
    for (const chunk of [[[Infinity, 0]], [[-Infinity, 0]], [[0, Number.NaN]]]) {
      const refused = expect.objectContaining({ code: 'ACTION_NOT_FINITE' });
      expect(() => clipped.encode(chunk)).toThrow(refused);
    }
  });

  it('takes a codec that is an instance of a class', () => {
    class Codec {
      readonly id = 'own';
      readonly shape = null;
      readonly stop = codec.stop;
      encode(actions: Parameters<typeof codec.encode>[0]) {
        return codec.encode(actions);
      }
      decode(ids: readonly number[]) {
        return codec.decode(ids);
      }
    }
    const own = normalizeCodec(new Codec(), createNormalizer('bounds-q99', statistics));
    expect(own.decode(own.encode([[10, 0.5]]))).toMatchObject({ ok: true });
  });
});

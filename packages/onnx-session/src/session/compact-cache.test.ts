import { describe, expect, it } from 'vitest';
import { tensorsAlone as runtime } from './__fixtures__/tensors-alone.js';
import type { Cache } from './cache.js';
import { compactCache } from './compact-cache.js';

/** A cache of 2 heads whose numbers say head and slot. */
function cacheOf(total: number, slots: readonly number[], type: 'float32' | 'float16'): Cache {
  const values = [0, 1].flatMap((head) => Array.from({ length: total }, (_, slot) => head * 1000 + slot));
  const data = type === 'float32' ? Float32Array.from(values) : Uint16Array.from(values);
  return { tensors: { key: new runtime.Tensor(type, data, [1, 2, total, 1]) }, slots, total };
}

const shape = { layers: 1, keyValueHeads: 2, headSize: 1 };

describe.each(['float32', 'float16'] as const)('a %s cache', (type) => {
  it('is left alone while few slots are dead', () => {
    const cache = cacheOf(66, [0, 65], type);
    expect(compactCache(cache, runtime, { ...shape, type })).toBe(cache);
    const large = cacheOf(
      300,
      Array.from({ length: 220 }, (_, slot) => slot),
      type,
    );
    expect(compactCache(large, runtime, { ...shape, type })).toBe(large);
  });

  it('is copied together at once where the graph counts its slots', () => {
    const compacted = compactCache(cacheOf(4, [0, 2], type), runtime, { ...shape, type }, true);
    expect(Array.from(compacted.tensors['key']?.data as Float32Array)).toEqual([0, 2, 1000, 1002]);
    const whole = cacheOf(2, [0, 1], type);
    expect(compactCache(whole, runtime, { ...shape, type }, true)).toBe(whole);
  });

  it('is copied together once more than half as many are dead as living', () => {
    const compacted = compactCache(cacheOf(100, [0, 3, 99], type), runtime, { ...shape, type });
    expect(compacted.slots).toEqual([0, 1, 2]);
    expect(compacted.total).toBe(3);
    expect(Array.from(compacted.tensors['key']?.data as Float32Array)).toEqual([0, 3, 99, 1000, 1003, 1099]);
    expect(compacted.tensors['key']?.dims).toEqual([1, 2, 3, 1]);
  });
});

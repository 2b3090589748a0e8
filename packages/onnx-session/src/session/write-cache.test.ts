import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensorsAlone as runtime } from './__fixtures__/tensors-alone.js';
import { type Cache, type CacheShape, createCache, rewindCache } from './cache.js';
import { compactCache } from './compact-cache.js';
import { writeCache } from './write-cache.js';

const [heads, size] = [2, 3];

/** What a pass gives for new positions: numbers that say head, position and place. */
function passOf(shape: CacheShape, positions: readonly number[]) {
  const values = Array.from({ length: heads }, (_, head) =>
    positions.map((position) => Array.from({ length: size }, (_, place) => numberAt(head, position, place))),
  ).flat(2);
  const data = shape.type === 'float32' ? Float32Array.from(values) : Uint16Array.from(values);
  const tensor = new runtime.Tensor(shape.type, data, [1, heads, positions.length, size]);
  return { 'appended.0.key': tensor, 'appended.0.value': tensor };
}

const numberAt = (head: number, position: number, place: number) => position * 10 + head * 5 + place;

/** What stands in the living slots: [heads][slots][size]. */
function livingOf({ tensors, slots, total }: Cache, name: string): readonly number[] {
  const data = tensors[name]?.data as ArrayLike<number>;
  return Array.from({ length: heads }, (_, head) =>
    slots.map((slot) =>
      Array.from({ length: size }, (_, place) => data[(head * total + slot) * size + place]),
    ),
  ).flat(2) as number[];
}

const step = fc.oneof(
  fc.record({ add: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ keep: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

describe.each(['float32', 'float16'] as const)('a %s cache that is written', (type) => {
  const shape = { layers: 1, keyValueHeads: heads, headSize: size, type };

  it('holds what was appended and not rewound, in order, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let cache = createCache(runtime, shape);
        let expected: readonly number[] = [];
        let next = 0;
        for (const one of steps) {
          if ('keep' in one) expected = expected.slice(0, Math.floor(one.keep * expected.length));
          if ('keep' in one) cache = rewindCache(cache, expected.length);
          else {
            const added = Array.from({ length: one.add }, (_, index) => next + index);
            next += one.add;
            const compacted = compactCache(cache, runtime, shape);
            cache = writeCache(compacted, passOf(shape, added), one.add, runtime, shape);
            expected = [...expected, ...added];
          }
        }
        const wanted = Array.from({ length: heads }, (_, head) =>
          expected.map((position) =>
            Array.from({ length: size }, (_, place) => numberAt(head, position, place)),
          ),
        ).flat(2);
        expect(livingOf(cache, 'past_key_values.0.key')).toEqual(wanted);
        expect(livingOf(cache, 'past_key_values.0.value')).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('is copied only where it has no room left', () => {
    const one = writeCache(createCache(runtime, shape), passOf(shape, [1, 2]), 2, runtime, shape);
    const two = writeCache(one, passOf(shape, [3]), 1, runtime, shape);
    expect(two.tensors).toBe(one.tensors);
    expect(one.slots).toEqual([0, 1]);
    const many = Array.from({ length: one.total }, (_, index) => index);
    expect(writeCache(two, passOf(shape, many), many.length, runtime, shape).tensors).not.toBe(two.tensors);
  });
});

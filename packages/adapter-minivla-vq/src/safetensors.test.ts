import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeSafetensors } from './__fixtures__/safetensors.js';
import { parseSafetensors } from './index.js';

const tensors = new Map([
  ['a', { shape: [2, 2], data: Float32Array.of(1, -2, 3.5, 0) }],
  ['b', { shape: [], data: Float32Array.of(7) }],
]);
const bytes = writeSafetensors(tensors);

describe('parseSafetensors', () => {
  it('gives back names, shapes and numbers', () => {
    expect(parseSafetensors(bytes)).toEqual(tensors);
  });

  it('reads from the middle of a larger buffer, at any alignment', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(parseSafetensors(shifted.subarray(3))).toEqual(tensors);
  });

  it('leaves out metadata and tensors of other types', () => {
    const half = { dtype: 'F16', shape: [2], data_offsets: [0, 4] };
    const file = writeSafetensors(tensors, (header) => ({ ...header, __metadata__: { format: 'pt' }, half }));
    expect(parseSafetensors(file)).toEqual(tensors);
  });

  it.each([
    ['an empty file', new Uint8Array(0), /fewer than its length field/],
    ['a header beyond the end', bytes.subarray(0, 20), /header is said to have/],
    ['a header that is no JSON', writeSafetensors(tensors).fill(0x7f, 8, 12), /no JSON/],
    ['a header that is a list', writeSafetensors(tensors, () => []), /no JSON object/],
    ['data that end too soon', bytes.subarray(0, -1), /data ends at byte 19, not 20/],
    [
      'an entry without offsets',
      writeSafetensors(tensors, () => ({ a: { dtype: 'F32', shape: [1] } })),
      /lacks/,
    ],
    [
      'a shape that is not the data',
      writeSafetensors(tensors, () => ({ a: { dtype: 'F32', shape: [3], data_offsets: [0, 8] } })),
      /shape \[3\] needs 12 bytes, the entry has 8/,
    ],
  ])('refuses %s', (_, file, message) => {
    expect(() => parseSafetensors(file)).toThrow(message);
    expect(() => parseSafetensors(file)).toThrow(expect.objectContaining({ code: 'SAFETENSORS_INVALID' }));
  });

  it('reads any damaged file or raises a typed error', () => {
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(damage, fc.nat(bytes.length), (changes, length) => {
        const file = bytes.slice(0, length);
        for (const [position, value] of changes) if (position < length) file[position] = value;
        try {
          expect(parseSafetensors(file)).toBeInstanceOf(Map);
        } catch (error) {
          expect(InspireError.isInstance(error) && error.code).toBe('SAFETENSORS_INVALID');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

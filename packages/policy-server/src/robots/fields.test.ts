import { expect, it } from 'vitest';
import { createNdArray } from '../arrays/nd-array.js';
import { readNumbers } from '../arrays/read-numbers.js';
import { readPicture } from './fields.js';

/** Half floats from 0 to 1, each by its bits. */
const halves = Uint16Array.from({ length: 0x3c01 }, (_, bits) => bits);
const values = readNumbers({ ...createNdArray(halves), dtype: '<f2' });

function nearestHalf(value: number): number {
  const distances = values.map((half) => Math.abs(half - value));
  return distances.indexOf(distances.reduce((least, distance) => Math.min(least, distance)));
}

it('reads levels that were divided by 255 in half floats as what they were, as numpy does', () => {
  const levels = Uint8Array.from({ length: 255 }, (_, index) => index + 1);
  const bits = Uint16Array.from(levels, (level) => nearestHalf(level / 255));
  const picture = { ...createNdArray(bits, [5, 17, 3]), dtype: '<f2' };
  expect(readPicture(picture, 'image').bytes).toEqual(levels);
});

it.each([
  ['<f4', Float32Array.of(0.25, 0.5, 1), [63, 127, 255]],
  ['<f8', Float64Array.of(0, 0.999, 1 / 255), [0, 254, 1]],
])('cuts off fractions of %s', (_, numbers, bytes) => {
  expect([...readPicture(createNdArray(numbers, [1, 1, 3]), 'image').bytes]).toEqual(bytes);
});

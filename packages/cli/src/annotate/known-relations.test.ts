import { expect, it } from 'vitest';
import { joinUnknown, splitUnknown } from './known-relations.js';

const nan = Number.NaN;

it('tells unknown relations and padding from an object where the hand is', () => {
  const relations = Float32Array.of(0, 0, 0, 1, 2, 3, 0, 0, 0, nan, nan, nan, 1, 2, 3, 0, 0, 0);
  const { values, known } = splitUnknown(relations, 3, 2);
  expect(values).toEqual(Float32Array.of(0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0));
  expect(known).toEqual(Uint8Array.of(1, 1, 0, 0, 1, 0));
  const back = Float64Array.of(0, 0, 0, 1, 2, 3, nan, nan, nan, nan, nan, nan, 1, 2, 3, nan, nan, nan);
  expect(joinUnknown(values, known)).toEqual(back);
});

it('leaves relations as they are where nothing says which are known', () => {
  expect(joinUnknown([1, nan, 3], null)).toEqual(Float64Array.of(1, nan, 3));
});

import { expect, it } from 'vitest';
import { elementNames } from './element-names.js';

const [a, b, c, d] = ['a', 'b', 'c', 'd'];

it.each([
  ['a list', [a, b, c, d]],
  ['a list inside a list, as of openpi for ALOHA', [[a, b, c, d]]],
  ['a list under a heading', { motors: [a, b, c, d] }],
  ['lists under headings', { left: [a, b], right: [c, d] }],
  ['places by name', { b: 1, a: 0, d: 3, c: 2 }],
])('are read from %s', (_, names) => {
  expect(elementNames(names, [4])).toEqual([a, b, c, d]);
});

it.each([[null], [undefined], [{}]])('are none in %s', (names) => {
  expect(elementNames(names, [4])).toBeNull();
});

it.each([
  ['lists under headings that do not name all elements', { left: [a, b], right: [c] }],
  ['lists under headings of the same names, as of two arms', { left: [a, b], right: [a, b] }],
  ['numbers', [0, 1, 2, 3]],
  ['one text', 'abcd'],
  ['a tree', { left: { hand: [a, b] }, right: { hand: [c, d] } }],
])('are not guessed from %s', (_, names) => {
  expect(elementNames(names, [4])).toBe('unclear');
});

it('are not joined for elements of several axes', () => {
  expect(elementNames({ rows: [a, b], columns: [c, d] }, [2, 2])).toBe('unclear');
});

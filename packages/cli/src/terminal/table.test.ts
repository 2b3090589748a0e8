import { expect, it } from 'vitest';
import { table } from './table.js';

it('aligns columns, colour codes and wide rows included', () => {
  expect(table([['a', 'bb', 'c'], ['\u001b[1mlong\u001b[22m', 'b', 'c'], ['x']])).toEqual([
    'a     bb  c',
    '\u001b[1mlong\u001b[22m  b   c',
    'x',
  ]);
});

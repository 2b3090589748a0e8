import { expect, it } from 'vitest';
import { groupBy } from './group-by.js';

it('keeps the order in which keys and items come', () => {
  const groups = groupBy(['pear', 'apple', 'plum', 'quince'], (word) => word[0]);
  expect([...groups]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple']],
    ['q', ['quince']],
  ]);
});

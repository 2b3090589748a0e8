import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';

const { find } = createObjectFinder();

describe('a line break in an instruction', () => {
  it.each(['put the bowl\non the plate', 'put the bowl\r\non the plate', 'put the\nbowl on\nthe plate\n'])(
    'is a blank: %j',
    (instruction) => {
      const objects = find(instruction);
      expect(objects.map(({ phrase, role }) => [phrase, role])).toEqual([
        ['the bowl', 'target'],
        ['the plate', 'destination'],
      ]);
      const texts = objects.map(({ start, end }) => instruction.slice(start, end).replace(/\s+/g, ' '));
      expect(texts).toEqual(['the bowl', 'the plate']);
    },
  );

  it('may stand between steps', () => {
    const objects = find('pick up the red mug\nplace it on the plate\nclose the drawer');
    expect(objects.map(({ phrase }) => phrase)).toEqual(['the red mug', 'the plate', 'the drawer']);
  });
});

import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';

const finder = createObjectFinder();

describe('a noun that several share', () => {
  it.each([
    ['lift the red, the green, and the blue cube', ['red cube', 'green cube', 'blue cube']],
    ['lift the left, the middle and the right mug', ['left mug', 'middle mug', 'right mug']],
    ['shut the top, the middle and the bottom drawer', ['top drawer', 'middle drawer', 'bottom drawer']],
    ['grab a white, a black or a grey sock', ['white sock', 'black sock', 'grey sock']],
    ['lift the red, the green and the blue one', ['red one', 'green one', 'blue one']],
    [
      'push the red, the yellow, the green and the blue cube',
      ['red cube', 'yellow cube', 'green cube', 'blue cube'],
    ],
    ['click the second and the third switch', ['second switch', 'third switch']],
    ['click the first, the second and the third switch', ['first switch', 'second switch', 'third switch']],
  ])('is given to each: %s', (text, expected) => {
    const found = finder.find(text);
    expect(found.map(({ phrase }) => phrase)).toEqual(expected.map((name) => `the ${name}`));
    expect(new Set(found.map(({ head }) => head)).size).toBe(1);
  });

  it('is not taken from another clause or place', () => {
    const phrases = (text: string) => finder.find(text).map(({ phrase }) => phrase);
    expect(phrases('lift the red, then push the cup')).toEqual(['the red', 'the cup']);
    expect(phrases('lift the red, the green, the blue')).toEqual(['the red', 'the green', 'the blue']);
    expect(phrases('put the red on the plate')).toEqual(['the red', 'the plate']);
  });

  it('keeps spans for the words that stand in the text', () => {
    const text = 'lift the red, the green and the blue cube';
    expect(finder.find(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'the red',
      'the green',
      'the blue cube',
    ]);
  });
});

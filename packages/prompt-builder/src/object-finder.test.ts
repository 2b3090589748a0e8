import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';

const finder = createObjectFinder();

function phrases(text: string): readonly string[] {
  return finder.find(text).map(({ phrase, role }) => `${phrase}: ${role}`);
}

describe('createObjectFinder', () => {
  it.each([
    ['put the black bowl on the plate', ['the black bowl: target', 'the plate: destination']],
    ['open the top drawer of the cabinet', ['the top drawer of the cabinet: fixture']],
    ['pick up the orange and place it in the basket', ['the orange: target', 'the basket: destination']],
    [
      'pick up the black bowl next to the plate and place it in the tray',
      ['the black bowl next to the plate: target', 'the tray: destination'],
    ],
    ['take the sponge out of the sink', ['the sponge: target', 'the sink: reference']],
    [
      'put the yellow and white mug in the microwave and close it',
      ['the yellow and white mug: target', 'the microwave: destination'],
    ],
    ['wipe the table with a cloth', ['the table: target', 'the cloth: target']],
    ['put the book on the left of the caddy', ['the book: target', 'the caddy: reference']],
    ['close your gripper', []],
    ['move forward', []],
  ])('%s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  it('reads task names with underscores', () => {
    expect(phrases('put_the_red_mug_on_the_plate')).toEqual([
      'the red mug: target',
      'the plate: destination',
    ]);
  });

  it('never throws, and gives spans inside the text, in order, the same every time', () => {
    const words = fc.constantFrom(
      'put',
      'the',
      'red',
      'bowl',
      'on',
      'and',
      'left',
      'of',
      'plate',
      ',',
      'open',
      'it',
      'then',
      '_',
      '🤖',
      '碗',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words, { maxLength: 25 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const objects = finder.find(text);
        for (const { start, end, phrase, head } of objects) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(phrase.trim()).toBe(phrase);
          expect(head).not.toBe('');
        }
        expect(createObjectFinder().find(text)).toEqual(objects);
      }),
      { numRuns: 300 },
    );
  });

  it('survives a text of 100 kB', () => {
    expect(finder.find('put the bowl on the plate and '.repeat(3500)).length).toBeGreaterThan(0);
  });

  it('forgets the oldest instruction when its cache is full', () => {
    const small = createObjectFinder({ cacheSize: 2 });
    const first = small.find('lift the cup');
    expect(small.find('lift the cup')).toBe(first);
    small.find('lift the pan');
    small.find('lift the lid');
    expect(small.find('lift the cup')).not.toBe(first);
    expect(small.find('lift the cup')).toEqual(first);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInstructions } from './__fixtures__/read-instructions.js';
import { createObjectFinder, type ObjectFinder } from './object-finder.js';

const finder = createObjectFinder({ cacheSize: 0 });

const words =
  "put take open the a red blue and or bowl plate cup drawer on in of next to left right top , . it them that is can you please one two both each its anna's 🤖 碗 _ - ( ) { } ; flurgle quickly from with until not constructor toString __proto__ valueOf hasOwnProperty";

const instructions = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 30 }).map((list) => list.join(' ')),
  fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 8 }).map((list) => list.join('_')),
);

const own = (
  [
    'instructions.txt',
    'instructions-second.txt',
    'instructions-third.txt',
    'instructions-fourth.txt',
    'instructions-fifth.txt',
    'instructions-sixth.txt',
    'instructions-seventh.txt',
    'instructions-eighth.txt',
  ] as const
).flatMap(readInstructions);

/** Words of a text without articles and their like, plurals cut. */
function contentOf(text: string): readonly string[] {
  const spoken = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return spoken.map((word) => word.replace(/s$/, ''));
}

function checkSpans(find: ObjectFinder['find'], text: string): void {
  let last = 0;
  for (const { start, end, phrase, head } of find(text)) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(phrase).toBe(phrase.trim());
    expect(head).not.toBe('');
    last = start;
  }
}

describe('any text', () => {
  it('is survived, with spans inside it and in order', () => {
    fc.assert(
      fc.property(instructions, (text) => checkSpans(finder.find, text)),
      { numRuns: 1000 },
    );
  });

  it('gives the same every time', () => {
    const other = createObjectFinder();
    fc.assert(
      fc.property(instructions, (text) => {
        expect(other.find(text)).toEqual(finder.find(text));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \t\n '.repeat(20_000)],
    ['one long word', 'a'.repeat(100_000)],
    ['articles', 'the '.repeat(25_000)],
    ['brackets', 'a (b) '.repeat(15_000)],
    ['joined adjectives', 'red and '.repeat(12_500)],
    ['joined names', 'the red, the green, '.repeat(5000)],
    ['unknown words', 'zorp the flurgle near blib '.repeat(3700)],
    ['emoji', '🤖'.repeat(50_000)],
    ['lone surrogates', '\uD83E'.repeat(50_000)],
    ['another script', '把碗放在盘子上'.repeat(14_000)],
    ['tags', '<a'.repeat(50_000)],
    ['states', 'the lid of the jar is closed '.repeat(3500)],
    ['subjects of their own', 'the cup the cat left '.repeat(4800)],
    ['many instructions', 'put the bowl on the plate and '.repeat(3400)],
  ])('of 100 kB is survived: %s', (_, text) => {
    checkSpans(finder.find, text);
  });
});

describe('an instruction', () => {
  it('names its objects by words that stand there', () => {
    for (const { text } of own) {
      for (const { phrase, start, end } of finder.find(text)) {
        const spoken = contentOf(phrase).join(' ');
        const surface = contentOf(text.slice(start, end)).filter(
          (word) => spoken.includes(word) || /^[A-Z]/.test(text),
        );
        expect(surface.length, `${text}: ${phrase}`).toBeGreaterThan(0);
      }
    }
  });

  it('has phrases equal to the surface, but for articles and shared nouns', () => {
    const plain = own.filter(({ text }) => !/ (and|or) |[A-Z][a-z]+[A-Z]|, /.test(text));
    expect(plain.length).toBeGreaterThan(150);
    for (const { text } of plain) {
      for (const { phrase, start, end } of finder.find(text)) {
        // "flip the pot upright in the sink" is about the pot in the sink.
        const surface = contentOf(text.slice(start, end).replace(' upright ', ' ')).join(' ');
        const bare = contentOf(phrase.replace(/^the /, '')).join(' ');
        expect(surface.endsWith(bare), `${text}: ${phrase}`).toBe(true);
      }
    }
  });

  it('has phrases that are objects by themselves', () => {
    for (const { text } of own) {
      for (const { phrase } of finder.find(text)) expect(finder.find(phrase)[0]?.phrase).toBe(phrase);
    }
  });
});

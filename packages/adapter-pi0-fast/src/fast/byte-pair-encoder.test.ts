import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallFast } from '../__fixtures__/fast.js';
import { createBytePairDecoder } from './byte-pair-decoder.js';
import { createBytePairEncoder } from './byte-pair-encoder.js';
import { fastTokenizerFiles } from './fast-tokenizer-files.js';

const encode = createBytePairEncoder(smallFast);
const decode = createBytePairDecoder(smallFast);
const library = new Tokenizer(
  JSON.parse(fastTokenizerFiles(smallFast)['tokenizer.json'] ?? '') as object,
  {},
);

/** Characters that the small tokenizer has, each in chunks of its own. */
const known = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => encode(character) !== null,
);
const character = fc.constantFrom(...known);

describe('the byte-pair encoder', () => {
  it('is tried with many characters', () => {
    expect(known.length).toBeGreaterThan(30);
  });

  it('gives the ids that the tokenizer library gives', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 80 }), (characters) => {
        const text = characters.join('');
        expect(encode(text)).toEqual(library.encode(text, { add_special_tokens: false }).ids);
      }),
      { numRuns: 500 },
    );
  });

  it('comes back from its own ids', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 80 }), (characters) => {
        expect(decode(encode(characters.join('')) ?? [])).toBe(characters.join(''));
      }),
    );
  });

  it('merges the pair that was learnt first, leftmost first, also in long words', () => {
    const pieces = ['a', 'b', 'aa', 'ab', 'aab'];
    const vocabulary = new Map(pieces.map((piece, id) => [piece, id]));
    const merges = [
      ['a', 'a'],
      ['a', 'b'],
      ['aa', 'b'],
    ] as const;
    const own = createBytePairEncoder({ vocabulary, merges });
    expect(own('aaab')).toEqual([2, 3]);
    expect(own('aab')).toEqual([4]);
    expect(own('a'.repeat(2001))).toEqual([...new Array<number>(1000).fill(2), 0]);
  });

  it('has no ids for a byte that the vocabulary lacks', () => {
    expect(encode('\u{1F600}')).toBeNull();
  });
});

describe('the byte-pair decoder', () => {
  it('gives no text for a torn character, and leaves ids without a piece out', () => {
    const vocabulary = new Map([
      ['Å', 0],
      ['¢', 1],
      ['!', 2],
    ]);
    const own = createBytePairDecoder({ vocabulary });
    expect(own([0, 1, 2])).toBe('\u0162!');
    expect(own([0, 2])).toBeNull();
    expect(own([2, 99])).toBe('!');
  });
});

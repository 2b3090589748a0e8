import { directions } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakeTokenizer } from './index.js';

const levels = ['bytes', 'words'] as const;

describe('createFakeTokenizer', () => {
  it.each(levels)('gives every well-formed text back, by %s', (level) => {
    const tokenizer = createFakeTokenizer({ level, specialTokens: ['<end>'] });
    const word = fc.constantFrom('<end>', 'left', ' left', 'leftover', 'grasped', ' the', '\n');
    const text = fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 8 });
    fc.assert(
      fc.property(text, (parts) => {
        const ids = tokenizer.encode(parts.join(''));
        expect(tokenizer.decode(ids)).toBe(parts.join(''));
        expect(ids.every((id) => Number.isInteger(id) && id >= 0 && id < tokenizer.size)).toBe(true);
      }),
    );
  });

  it('has each direction as one id, with and without a space, and grasped as two', () => {
    const tokenizer = createFakeTokenizer();
    const ids = directions.flatMap((word) => [tokenizer.encode(word), tokenizer.encode(` ${word}`)]);
    expect(ids.every(({ length }) => length === 1)).toBe(true);
    expect(new Set(ids.flat()).size).toBe(2 * directions.length);
    expect(tokenizer.encode('grasped').length).toBe(2);
  });

  it('tokenizes pieces otherwise than the whole, as real ones do', () => {
    const tokenizer = createFakeTokenizer();
    expect([...tokenizer.encode(' '), ...tokenizer.encode('left')]).not.toEqual(tokenizer.encode(' left'));
  });

  it('lets a token stand inside a word by bytes, but not by words', () => {
    const leftover = (level: (typeof levels)[number]) =>
      createFakeTokenizer({ level }).encode('leftover').length;
    expect(leftover('bytes')).toBe(1 + 'over'.length);
    expect(leftover('words')).toBe('leftover'.length);
  });

  it('prefers the longest token, and special ones to all', () => {
    const tokenizer = createFakeTokenizer({ tokens: ['a', 'ab', '<'], specialTokens: ['<a>', '<a>b'] });
    expect(tokenizer.encode('ab')).toEqual([257]);
    expect(tokenizer.encode('<a>ba')).toEqual([260, 256]);
  });

  it('works without any token, and has a sign for ids that it does not know', () => {
    const tokenizer = createFakeTokenizer({ tokens: [] });
    expect(tokenizer.encode('ab')).toEqual([97, 98]);
    expect(tokenizer.decode([97, 9999, -1])).toBe('a\uFFFD\uFFFD');
  });
});

import { describe, expect, it } from 'vitest';
import { createTokenizer } from './tokenizer.js';

describe('createTokenizer', () => {
  it('adds no special tokens and takes both shapes of the Hugging Face libraries', () => {
    const seen: unknown[] = [];
    const decode = () => '';
    const plain = createTokenizer({ encode: (_, options) => [seen.push(options), 2], decode });
    const wrapped = createTokenizer({ encode: () => ({ ids: [1, 2] }), decode });
    expect(plain.encode('x')).toEqual([1, 2]);
    expect(wrapped.encode('x')).toEqual([1, 2]);
    expect(seen).toEqual([{ add_special_tokens: false }]);
  });

  it('spells special tokens out and cleans nothing up when decoding', () => {
    const seen: unknown[] = [];
    const tokenizer = createTokenizer({
      encode: () => [],
      decode: (_, options) => `text ${seen.push(options)}`,
    });
    expect(tokenizer.decode([1])).toBe('text 1');
    expect(seen).toEqual([{ skip_special_tokens: false, clean_up_tokenization_spaces: false }]);
  });

  it('decodes no ids to no text, which the libraries refuse', () => {
    const decode = () => {
      throw new Error('token_ids must be a non-empty array of integers.');
    };
    expect(createTokenizer({ encode: () => [], decode }).decode([])).toBe('');
  });
});

import { readFileSync } from 'node:fs';
import type { ActionChunk } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { createFastCodec } from './fast-codec.js';
import { fitFastTokenizer } from './fit-fast-tokenizer.js';
import { trainBytePairs } from './train-byte-pairs.js';

const recorded = JSON.parse(
  readFileSync(new URL('../__fixtures__/fitted-by-the-reference.json', import.meta.url), 'utf8'),
) as {
  readonly chunks: readonly ActionChunk[];
  readonly min_token: number;
  readonly pieces: readonly string[];
  readonly merges: readonly (readonly string[])[];
  readonly ids: readonly (readonly number[])[];
};

const refused = (code: string) => expect.objectContaining({ code });

describe('fitFastTokenizer', () => {
  const fast = fitFastTokenizer(recorded.chunks, { vocabularySize: 300 });

  it('learns what the reference learns, piece for piece', () => {
    expect(fast.minimumToken).toBe(recorded.min_token);
    expect([...fast.vocabulary.keys()]).toEqual(recorded.pieces);
    expect(fast.merges).toEqual(recorded.merges);
  });

  it('makes a codec that writes the same ids', () => {
    const codec = createFastCodec({ fast });
    expect(recorded.chunks.map((chunk) => codec.encode(chunk).map((id) => 257_023 - id))).toEqual(
      recorded.ids,
    );
  });

  it('can begin with all bytes, and then writes any chunk', () => {
    const bytes = fitFastTokenizer(recorded.chunks, { vocabularySize: 300, alphabet: 'bytes' });
    expect(bytes.vocabulary.size).toBe(300);
    const codec = createFastCodec({ fast: bytes });
    expect(codec.decode(codec.encode([[30]]), { horizon: 1, dimensions: 1 })).toMatchObject({ ok: true });
    expect(() => createFastCodec({ fast }).encode([[30]])).toThrow(refused('ACTION_RANGE'));
  });

  it.each([{ scale: 0 }, { scale: Number.NaN }, { scale: -1 }, { vocabularySize: Number.NaN }])(
    'refuses options that make no tokenizer: %j',
    (options) => {
      expect(() => fitFastTokenizer(recorded.chunks, options)).toThrow(
        expect.objectContaining({ code: 'FIT_OPTIONS', at: Object.keys(options)[0] }),
      );
    },
  );

  it('needs room in the vocabulary of the backbone', () => {
    const { size } = fast.vocabulary;
    const codecOf = (vocabularySize: number) => createFastCodec({ fast, vocabularySize, fastSkipTokens: 0 });
    expect(() => codecOf(size)).not.toThrow();
    expect(() => codecOf(size - 1)).toThrow(refused('VOCABULARY_SIZE'));
    expect(() => codecOf(Number.NaN)).toThrow(refused('VOCABULARY_SIZE'));
  });

  it('refuses data that has no tokenizer', () => {
    expect(() => fitFastTokenizer([])).toThrow(refused('FIT_EMPTY'));
    expect(() => fitFastTokenizer([[[100], [-100]]], { vocabularySize: 500 })).toThrow(refused('FIT_RANGE'));
    expect(() => fitFastTokenizer([[[Number.NaN]]])).toThrow(refused('ACTION_NOT_FINITE'));
  });
});

describe('trainBytePairs', () => {
  const options = { alphabet: [], vocabularySize: 10, minimumFrequency: 2, maximumLength: 100 };

  it('merges the most frequent pair, of equals the one with the smallest ids', () => {
    expect(trainBytePairs(new Map([['abab', 2]]), options).merges).toEqual([
      ['a', 'b'],
      ['ab', 'ab'],
    ]);
    expect(trainBytePairs(new Map([['cdab', 2]]), { ...options, vocabularySize: 5 }).merges).toEqual([
      ['a', 'b'],
    ]);
  });

  it('leaves rare pairs and long pieces alone', () => {
    expect(trainBytePairs(new Map([['ab', 1]]), options).merges).toEqual([]);
    expect(trainBytePairs(new Map([['aaaa', 2]]), { ...options, maximumLength: 4 }).merges).toEqual([
      ['a', 'a'],
    ]);
  });
});

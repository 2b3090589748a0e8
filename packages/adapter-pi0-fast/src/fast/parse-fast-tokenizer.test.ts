import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallFast } from '../__fixtures__/fast.js';
import { fastTokenizerFiles } from './fast-tokenizer-files.js';
import { parseFastTokenizer } from './parse-fast-tokenizer.js';

const model = { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: [['a', 'b']] };
const processor = { scale: 10, min_token: -354 };

describe('parseFastTokenizer', () => {
  it('reads the files that it writes', () => {
    const files = fastTokenizerFiles(smallFast);
    const read = (name: string): unknown => JSON.parse(files[name] ?? '');
    expect(parseFastTokenizer(read('tokenizer.json'), read('processor_config.json'))).toEqual(smallFast);
  });

  it('takes merges as pairs and as strings', () => {
    expect(parseFastTokenizer({ model: { ...model, merges: ['a b'] } }, processor)).toEqual(
      parseFastTokenizer({ model }, processor),
    );
  });

  it('names the key that is wrong', () => {
    const at = (tokenizer: unknown, config: unknown = processor) => {
      try {
        parseFastTokenizer(tokenizer, config);
      } catch (error) {
        return InspireError.isInstance(error) && error.code === 'FAST_INVALID' ? error.at : error;
      }
      return null;
    };
    expect(at({})).toBe('model.type');
    expect(at({ model: { ...model, vocab: {} } })).toBe('model.vocab');
    expect(at({ model: { ...model, vocab: { a: -1 } } })).toBe('model.vocab["a"]');
    expect(at({ model: { ...model, merges: null } })).toBe('model.merges');
    expect(at({ model: { ...model, merges: [['a', 'c']] } })).toBe('model.merges[0]');
    expect(at({ model: { ...model, merges: [['b', 'a']] } })).toBe('model.merges[0]');
    expect(at({ model }, { min_token: 0 })).toBe('scale');
    expect(at({ model }, { scale: 10, min_token: 0.5 })).toBe('min_token');
  });

  it('gives a tokenizer or an InspireError for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (some, other) => {
        for (const given of [some, { model: some }, { model: { ...model, vocab: some } }]) {
          try {
            parseFastTokenizer(given, other);
          } catch (error) {
            expect(InspireError.isInstance(error)).toBe(true);
          }
        }
      }),
    );
  });
});

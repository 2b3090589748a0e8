import { afterEach, describe, expect, it, vi } from 'vitest';
import { createObjectFinder } from '../object-finder.js';
import { askCompromise } from './tagger.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('askCompromise', () => {
  it('gives the words that compromise calls no noun', () => {
    expect(askCompromise(['the', 'cup', 'wobbled'])).toEqual(new Map([['wobbled', new Set(['past'])]]));
  });

  it('gives no word where compromise cannot be loaded, so that the finder never throws', () => {
    const createRequire = vi.fn(() => {
      throw new TypeError('a bundle has no import.meta.url');
    });
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ createRequire });
    expect(askCompromise(['zorp']).size).toBe(0);
    expect(createObjectFinder().find('grab the flurgle')).toMatchObject([{ phrase: 'the flurgle' }]);
    expect(createRequire).toHaveBeenCalledTimes(2);
  });
});

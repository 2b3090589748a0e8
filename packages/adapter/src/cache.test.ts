import { describe, expect, it } from 'vitest';
import { createCache } from './cache.js';

describe('createCache', () => {
  it('makes a value once for each name', () => {
    const cached = createCache<number>(10);
    let made = 0;
    const make = () => made++;
    expect(['a', 'b', 'a'].map((name) => cached(name, make))).toEqual([0, 1, 0]);
  });

  it('never keeps more than its limit', () => {
    const cached = createCache<number>(2);
    let made = 0;
    const make = () => made++;
    for (const name of ['a', 'b', 'c']) cached(name, make);
    expect(cached('c', make)).toBe(2);
    expect(cached('a', make)).toBe(3);
  });
});

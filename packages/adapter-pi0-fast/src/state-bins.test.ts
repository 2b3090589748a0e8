import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discretizeState } from './state-bins.js';

describe('discretizeState', () => {
  it('puts every number into the bin whose edges surround it', () => {
    fc.assert(
      fc.property(fc.double({ min: -1.2, max: 1.2, noNaN: true }), (value) => {
        const edges = Array.from({ length: 256 }, (_, index) => -1 + index / 128);
        expect(discretizeState([value])).toEqual([edges.filter((edge) => edge <= value).length - 1]);
      }),
    );
  });

  it('decides at an edge by comparison, however small the difference', () => {
    expect(discretizeState([0, -1e-20, -1, -1 - Number.EPSILON, 1])).toEqual([128, 127, 0, -1, 255]);
  });

  it('refuses what is no number', () => {
    const refused = expect.objectContaining({ code: 'STATE_NOT_FINITE', at: 'state[1]' });
    expect(() => discretizeState([0, Number.NaN])).toThrow(refused);
    expect(() => discretizeState([0, Number.NEGATIVE_INFINITY])).toThrow(refused);
  });
});

import { describe, expect, it } from 'vitest';
import { coefficientsOf, quantize, textOf } from './coefficients.js';

describe('quantize', () => {
  it('rounds halves to the even neighbour, as numpy does', () => {
    const halves = Float64Array.of(0.05, 0.15, 0.25, -0.05, -0.15, -0.25, 0.26);
    expect([...quantize(halves, 10, 'float64')].map((value) => value + 0)).toEqual([0, 2, 2, 0, -2, -2, 3]);
  });
});

describe('the text of coefficients', () => {
  it('comes back, except for what lies below the smallest token', () => {
    const text = textOf(Float64Array.of(-400, -354, 0, 100), -354);
    expect(text).toBe('\0\0\u0162\u01c6');
    expect([...coefficientsOf(text, { scale: 10, minimumToken: -354 })]).toEqual([-35.4, -35.4, 0, 10]);
  });

  it('counts a character beyond the basic plane once', () => {
    expect([...coefficientsOf('\u{1F600}!', { scale: 1, minimumToken: 0 })]).toEqual([0x1f600, 33]);
  });
});

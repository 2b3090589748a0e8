import { describe, expect, it } from 'vitest';
import { additiveMask, slotFlags } from './attention-mask.js';

const shown = (mask: Float32Array, width: number) =>
  Array.from({ length: mask.length / width }, (_, row) =>
    Array.from(mask.subarray(row * width, (row + 1) * width), (value) => (value === 0 ? '1' : '.')).join(''),
  );

describe('a mask', () => {
  it('shows each position what stands before it', () => {
    expect(shown(additiveMask([0, 1], 2, [1, 2, 3]), 5)).toEqual(['111..', '1111.', '11111']);
  });

  it('shows a block all of itself, and hides what was rewound', () => {
    expect(shown(additiveMask([0, 3], 4, [2, 2, 3]), 7)).toEqual(['1..111.', '1..111.', '1..1111']);
  });

  it('flags the living slots and the new ones', () => {
    expect(slotFlags([0, 3], 4, 2)).toEqual([1, 0, 0, 1, 1, 1]);
  });
});

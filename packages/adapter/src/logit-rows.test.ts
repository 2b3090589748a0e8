import { describe, expect, it } from 'vitest';
import { logitRows } from './index.js';

describe('the rows of logits that are asked for', () => {
  it('are those of all ids, of the last, or of the last so many', () => {
    expect(logitRows('all', 3)).toEqual([0, 1, 2]);
    expect(logitRows('last', 3)).toEqual([2]);
    expect(logitRows(2, 3)).toEqual([1, 2]);
    expect(logitRows(9, 3)).toEqual([0, 1, 2]);
    expect(logitRows(0, 3)).toEqual([]);
  });

  it('are the ids that are named', () => {
    expect(logitRows([0, 2], 3)).toEqual([0, 2]);
    expect(logitRows([], 3)).toEqual([]);
  });

  it.each([[-1], [1.5], [Number.NaN], [[3]], [[1, 1]], [[2, 0]], [[-1]], [[0.5]]])('refuse %j', (logits) => {
    expect(() => logitRows(logits, 3)).toThrow(expect.objectContaining({ code: 'LOGITS_OPTION' }));
  });
});

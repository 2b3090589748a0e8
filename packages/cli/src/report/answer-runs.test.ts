import { unlabelled } from '@inspire-vla/direction-labeler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerRuns, coarseRuns } from './answer-runs.js';

describe('answerRuns', () => {
  it('joins equal neighbours and fills up with unlabelled', () => {
    expect(answerRuns(Uint16Array.of(2, 2, 0), 5)).toEqual([
      { code: 2, start: 0, end: 2 },
      { code: 0, start: 2, end: 3 },
      { code: unlabelled, start: 3, end: 5 },
    ]);
  });

  it('covers every frame once, with its own code', () => {
    fc.assert(
      fc.property(fc.uint16Array({ max: 2, maxLength: 60 }), (codes) => {
        const frames = answerRuns(codes, codes.length).flatMap(({ code, start, end }) =>
          Array(end - start).fill(code),
        );
        expect(frames).toEqual([...codes]);
      }),
    );
  });
});

describe('coarseRuns', () => {
  it('keeps the runs where they are few', () => {
    const codes = Uint16Array.of(1, 1, 2);
    expect(coarseRuns(codes, 3, 2)).toEqual(answerRuns(codes, 3));
  });

  it('gives each part its commonest answer where they are many', () => {
    const codes = Uint16Array.of(1, 0, 1, 1, 2, 2, 0, 2);
    expect(coarseRuns(codes, 8, 2)).toEqual([
      { code: 1, start: 0, end: 4 },
      { code: 2, start: 4, end: 8 },
    ]);
  });
});

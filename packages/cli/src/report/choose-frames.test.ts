import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEpisodes } from './choose-episodes.js';
import { chooseFrames } from './choose-frames.js';

describe('chooseFrames', () => {
  it('spreads over an episode whose answers never change', () => {
    expect(chooseFrames([new Uint16Array(81)], 81, 5)).toEqual([0, 20, 40, 60, 80]);
  });

  it('has the moments where answers change', () => {
    const codes = Uint16Array.from({ length: 100 }, (_, frame) => (frame < 37 ? 0 : frame < 61 ? 1 : 2));
    const frames = chooseFrames([codes], 100);
    expect(frames).toHaveLength(8);
    for (const frame of [0, 37, 61, 99]) expect(frames).toContain(frame);
  });

  it('prefers lasting answers to flickers', () => {
    const codes = Uint16Array.from({ length: 200 }, (_, frame) => {
      return frame < 60 ? frame % 2 : frame < 130 ? 5 : 6;
    });
    const frames = chooseFrames([codes], 200);
    for (const frame of [60, 130]) expect(frames).toContain(frame);
  });

  it('gives ascending frames of the episode, the first and the last among them', () => {
    const episodes = fc.record({
      codes: fc.array(fc.uint16Array({ max: 3, maxLength: 120 }), { maxLength: 3 }),
      length: fc.integer({ min: 0, max: 120 }),
      count: fc.integer({ min: 2, max: 12 }),
    });
    fc.assert(
      fc.property(episodes, ({ codes, length, count }) => {
        const frames = chooseFrames(codes, length, count);
        expect(frames).toHaveLength(Math.min(length, count));
        expect(frames).toEqual([...new Set(frames)].toSorted((one, other) => one - other));
        expect(frames.at(0)).toBe(length === 0 ? undefined : 0);
        expect(frames.at(-1)).toBe(length === 0 ? undefined : length - 1);
      }),
    );
  });
});

describe('chooseEpisodes', () => {
  it('takes all where they are few, and equal distances where they are many', () => {
    expect(chooseEpisodes(0, 3)).toEqual([]);
    expect(chooseEpisodes(2, 3)).toEqual([0, 1]);
    expect(chooseEpisodes(50, 3)).toEqual([0, 25, 49]);
    expect(chooseEpisodes(50, 1)).toEqual([0]);
  });
});

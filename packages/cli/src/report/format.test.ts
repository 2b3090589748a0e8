import { describe, expect, it } from 'vitest';
import { exampleEpisode } from './__fixtures__/report-data.js';
import { formatCount, formatCounted, formatMetres, formatShare, formatTime } from './format.js';
import { plotRange } from './plot-range.js';
import { timeTicks } from './time-ticks.js';

describe('numbers', () => {
  it('are written for people', () => {
    expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([0, 1, 1000].map((count) => formatCounted(count, 'frame'))).toEqual([
      '0 frames',
      '1 frame',
      '1,000 frames',
    ]);
    expect(formatTime(5, 20)).toBe('0.25 s');
    expect(formatTime(5, 0)).toBe('0.00 s');
    expect(formatMetres(-0.05)).toBe('−0.05 m');
  });

  it('are never rounded to nothing or all', () => {
    expect([0, 0.0001, 0.5, 0.9999, 1].map(formatShare)).toEqual([
      '0.0 %',
      '< 0.1 %',
      '50.0 %',
      '> 99.9 %',
      '100.0 %',
    ]);
  });
});

describe('axes', () => {
  it('have round times, the end among them', () => {
    expect(timeTicks(100, 20).map(({ label }) => label)).toEqual(['0 s', '1 s', '2 s', '3 s', '4 s', '5 s']);
    expect(timeTicks(100, 20).at(-1)?.share).toBe(1);
    expect(timeTicks(3_000_000, 10).length).toBeLessThan(10);
    expect(timeTicks(0, 20)).toEqual([]);
    expect(timeTicks(20, 0)).toEqual([]);
  });

  it('reach round metres around all that is known', () => {
    const relation = Float64Array.of(0.3, 0, -0.12, Number.NaN, 0, 0);
    expect(plotRange(exampleEpisode({ length: 2, relations: [null, relation] }))).toEqual({
      low: expect.closeTo(-0.15),
      high: expect.closeTo(0.35),
    });
  });

  it('are missing where nothing is known', () => {
    expect(plotRange(exampleEpisode({ relations: [null, new Float32Array(6).fill(Number.NaN)] }))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import recorded from './__fixtures__/histogram.json' with { type: 'json' };
import { createHistogramStatistics, createStatistics, quantileRules } from './index.js';

describe("openpi's histogram statistics", () => {
  it('have the quantiles of the rule written with numpy, bit for bit, over batches that widen the range', () => {
    const statistics = createHistogramStatistics(4);
    for (const batch of recorded.batches) statistics.add(batch.flat());
    const { q01, q50, q99, count } = statistics.summarize();
    expect(count).toBe(recorded.batches.flat().length);
    expect([...q01]).toEqual(recorded.q01);
    expect([...q50]).toEqual(recorded.q50);
    expect([...q99]).toEqual(recorded.q99);
  });

  it('take the left edge of a bin, with a margin of 1e-10 around the first range', () => {
    const statistics = createHistogramStatistics(1);
    statistics.add([0, 1]);
    const width = (1 + 2e-10) / 5000;
    const { q01, q99 } = statistics.summarize();
    expect(q01[0]).toBe(-1e-10);
    expect(q99[0]).toBeCloseTo(1 + 1e-10 - width, 12);
  });

  it('lose the lowest bin when only the maximum grows, as the reference does', () => {
    const statistics = createHistogramStatistics(1);
    statistics.add([0, 0, 0, 1]);
    expect(statistics.summarize().q01[0]).toBe(-1e-10);
    statistics.add([100]);
    // The zeros were counted at the edge -1e-10, which is below the new range.
    const { q01, q50 } = statistics.summarize();
    expect(q01[0]).toBeCloseTo(1, 1);
    expect(q50[0]).toBe(100);
  });

  it('have the exact moments', () => {
    const statistics = createHistogramStatistics(2);
    statistics.add([1, 10, 3, 10]);
    statistics.add([8, 40]);
    const { mean, standardDeviation, minimum, maximum } = statistics.summarize();
    expect([...mean]).toEqual([expect.closeTo(4, 12), expect.closeTo(20, 12)]);
    expect([...standardDeviation]).toEqual([
      expect.closeTo(Math.sqrt(26 / 3), 12),
      expect.closeTo(Math.sqrt(200), 9),
    ]);
    expect([...minimum]).toEqual([1, 10]);
    expect([...maximum]).toEqual([8, 40]);
  });

  it('ignore a call without rows, and refuse statistics of nothing', () => {
    const statistics = createHistogramStatistics(2);
    statistics.add([]);
    expect(() => statistics.summarize()).toThrow(expect.objectContaining({ code: 'STATISTICS_EMPTY' }));
    statistics.add([1, 2]);
    statistics.add([]);
    expect(statistics.count).toBe(1);
  });
});

describe('createStatistics', () => {
  it.each(quantileRules)('makes the rule %s', (rule) => {
    const statistics = createStatistics(rule, 1);
    statistics.add([1, 2, 3]);
    expect(statistics.summarize().mean[0]).toBeCloseTo(2, 12);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import numpy from './__fixtures__/numpy.json' with { type: 'json' };
import { createExactStatistics, quantiles, type Statistics } from './index.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
const table = fc.array(fc.tuple(finite, finite, finite), { minLength: 1, maxLength: 60 });

function statisticsOf(rows: readonly (readonly number[])[]): Statistics {
  const statistics = createExactStatistics(3);
  statistics.add(rows.flat());
  return statistics.summarize();
}

describe('exact statistics', () => {
  it("have numpy's moments and, bit for bit, numpy's quantiles", () => {
    const statistics = createExactStatistics(2);
    for (const row of numpy.rows) statistics.add(row);
    const summary = statistics.summarize();
    for (const name of Object.keys(quantiles) as (keyof typeof quantiles)[]) {
      expect([...summary[name]], name).toEqual(numpy[name]);
    }
    for (const name of ['mean', 'standardDeviation', 'minimum', 'maximum'] as const) {
      expect([...summary[name]], name).toEqual(numpy[name].map((value) => expect.closeTo(value, 12)));
    }
  });

  it('are the same, bit for bit, in one pass, row by row, and merged from shards in any order', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 5 }), (rows, shardCount) => {
        const whole = statisticsOf(rows);
        const shards = Array.from({ length: shardCount }, (_, shard) => {
          const statistics = createExactStatistics(3);
          rows.forEach((row, index) => {
            if (index % shardCount === shard) statistics.add(row);
          });
          return statistics;
        });
        const merged = createExactStatistics(3);
        for (const shard of shards.reverse()) merged.merge(shard);
        expect(merged.summarize()).toEqual(whole);
      }),
    );
  });

  it('lie in order, and the deviation is that of the population', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { minimum, q01, q10, q50, q90, q99, maximum, standardDeviation, mean } = statisticsOf(rows);
        for (const dimension of [0, 1, 2]) {
          const ranks = [minimum, q01, q10, q50, q90, q99, maximum].map((values) => values[dimension] ?? 0);
          ranks.slice(1).forEach((rank, index) => {
            expect(rank).toBeGreaterThanOrEqual((ranks[index] ?? 0) - 1e-9);
          });
          const deviations = rows.map((row) => ((row[dimension] ?? 0) - (mean[dimension] ?? 0)) ** 2);
          const variance = deviations.reduce((total, value) => total + value, 0) / rows.length;
          expect(standardDeviation[dimension]).toBeCloseTo(Math.sqrt(variance), 4);
        }
      }),
    );
  });

  it('keep digits that a plain sum would lose', () => {
    const statistics = createExactStatistics(1);
    for (let index = 0; index < 1000; index += 1) statistics.add([1e16, 1, -1e16]);
    expect(statistics.summarize().mean[0]).toBeCloseTo(1 / 3, 12);
  });

  it('copy what they are given', () => {
    const rows = Float64Array.of(1, 2);
    const statistics = createExactStatistics(2);
    statistics.add(rows);
    rows.fill(9);
    statistics.rows().fill(9);
    expect([...statistics.summarize().mean]).toEqual([1, 2]);
  });

  it('refuse parts of rows, NaN, other dimensions, and statistics of nothing', () => {
    const refusal = (code: string, at?: string) =>
      expect.objectContaining(at === undefined ? { code } : { code, at });
    const statistics = createExactStatistics(2);
    expect(() => statistics.summarize()).toThrow(refusal('STATISTICS_EMPTY'));
    expect(() => statistics.add([1, 2, 3])).toThrow(refusal('STATISTICS_SHAPE', 'rows'));
    expect(() => statistics.add([1, 2, 3, Number.NaN])).toThrow(
      refusal('STATISTICS_NOT_FINITE', 'row 1, dimension 1'),
    );
    expect(() => statistics.merge(createExactStatistics(3))).toThrow(refusal('STATISTICS_SHAPE'));
    expect(() => createExactStatistics(0)).toThrow(refusal('STATISTICS_SHAPE', 'dimensions'));
    expect(statistics.count).toBe(0);
  });
});

import { expect, it } from 'vitest';
import { createNormalizer, createStatistics, type NormalizationScheme, type QuantileRule } from './index.js';

it.each(['x', 'toString', '__proto__'])(
  '%s is no scheme and no rule, and the error says which there are',
  (name) => {
    const statistics = { mean: Float64Array.of(0), standardDeviation: Float64Array.of(1) };
    expect(() => createNormalizer(name as NormalizationScheme, statistics)).toThrow(
      expect.objectContaining({ code: 'NAME_UNKNOWN', fix: 'give one of: z-score, quantile, bounds-q99' }),
    );
    expect(() => createStatistics(name as QuantileRule, 7)).toThrow(
      expect.objectContaining({ code: 'NAME_UNKNOWN', fix: 'give one of: exact, openpi-histogram' }),
    );
  },
);

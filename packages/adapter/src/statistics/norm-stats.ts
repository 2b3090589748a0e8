import { checkLengths, finite, parseObject, takeNumbers, takeObject } from './json.js';

/** Statistics of one feature, as openpi keeps them. */
export interface NormStats {
  /** [dimensions] */
  readonly mean: Float64Array;
  /** Population standard deviation [dimensions]. */
  readonly standardDeviation: Float64Array;
  /** [dimensions], or null where only z-scores are used. */
  readonly q01: Float64Array | null;
  /** [dimensions], or null where only z-scores are used. */
  readonly q99: Float64Array | null;
}

/**
 * Reads openpi's `norm_stats.json`: statistics by feature, usually `state` and `actions`.
 *
 * Source: Physical-Intelligence/openpi\@15a9616a src/openpi/shared/normalize.py.
 *
 * @throws InspireError `STATISTICS_INVALID`, naming the place, for other text.
 *
 * @example
 * ```ts
 * import { createNormalizer, parseNormStats } from '@inspire-vla/adapter/statistics';
 *
 * const text = '{"norm_stats":{"state":{"mean":[1],"std":[2],"q01":[-3],"q99":[5]}}}';
 * const state = parseNormStats(text).get('state');
 * if (state !== undefined) console.log(createNormalizer('quantile', state).normalize([1]));
 * ```
 */
export function parseNormStats(text: string): ReadonlyMap<string, NormStats> {
  const features = takeObject(parseObject(text)['norm_stats'], 'norm_stats');
  return new Map(
    Object.entries(features).map(([name, value]) => [name, parseFeature(value, `norm_stats.${name}`)]),
  );
}

function parseFeature(value: unknown, at: string): NormStats {
  const feature = takeObject(value, at);
  const quantile = (key: string) => {
    const numbers = feature[key] ?? null;
    return numbers === null ? null : takeNumbers(numbers, `${at}.${key}`);
  };
  const stats: NormStats = {
    mean: takeNumbers(feature['mean'], `${at}.mean`),
    standardDeviation: takeNumbers(feature['std'], `${at}.std`),
    q01: quantile('q01'),
    q99: quantile('q99'),
  };
  checkLengths(feature, ['mean', 'std', 'q01', 'q99'], at);
  return stats;
}

/**
 * Writes openpi's `norm_stats.json`; openpi looks for it at `assets/<config>/<asset id>/norm_stats.json`.
 *
 * @throws InspireError `STATISTICS_NOT_FINITE` for NaN or infinity.
 *
 * @example
 * ```ts
 * import { createStatistics, serializeNormStats } from '@inspire-vla/adapter/statistics';
 *
 * const state = createStatistics('openpi-histogram', 2);
 * state.add([0, 1, 2, 3]);
 * console.log(serializeNormStats(new Map([['state', state.summarize()]])));
 * ```
 */
export function serializeNormStats(features: ReadonlyMap<string, NormStats>): string {
  const entries = [...features].map(([name, { mean, standardDeviation, q01, q99 }]) => {
    const at = (key: string) => `norm_stats.${name}.${key}`;
    return [
      name,
      {
        mean: finite(mean, at('mean')),
        std: finite(standardDeviation, at('std')),
        q01: q01 === null ? null : finite(q01, at('q01')),
        q99: q99 === null ? null : finite(q99, at('q99')),
      },
    ] as const;
  });
  return `${JSON.stringify({ norm_stats: Object.fromEntries(entries) }, null, 2)}\n`;
}

import { checkName } from './check-name.js';
import { createExactStatistics } from './exact-statistics.js';
import { createHistogramStatistics } from './histogram-statistics.js';
import type { StatisticsAccumulator } from './statistics.js';

const rules = { exact: createExactStatistics, 'openpi-histogram': createHistogramStatistics } as const;

/** How quantiles are found: `exact` as numpy, `openpi-histogram` as openpi's `compute_norm_stats.py`. */
export type QuantileRule = keyof typeof rules;

/** Names of the quantile rules, for choices on a command line. */
export const quantileRules = Object.keys(rules) as readonly QuantileRule[];

/**
 * An accumulator by the name of its quantile rule.
 *
 * @param rule - see {@link createExactStatistics} and {@link createHistogramStatistics}.
 * @param dimensions - numbers per row.
 * @throws InspireError `STATISTICS_SHAPE` for no whole number of dimensions, `NAME_UNKNOWN` for no rule.
 *
 * @example
 * ```ts
 * import { createStatistics } from '@inspire-vla/adapter/statistics';
 *
 * const statistics = createStatistics('openpi-histogram', 7);
 * statistics.add([0, 0, 0, 0, 0, 0, 1]);
 * console.log(statistics.count); // 1
 * ```
 */
export function createStatistics(rule: QuantileRule, dimensions: number): StatisticsAccumulator {
  checkName('quantile rule', rule, rules);
  return rules[rule](dimensions);
}

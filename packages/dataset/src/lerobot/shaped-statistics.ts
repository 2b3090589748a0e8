import type { InfoFeature } from './features.js';
import type { FeatureStatistics } from './statistics.js';

/** Names of the statistics in the order in which LeRobot writes them. */
export const statisticNames = [
  'min',
  'max',
  'mean',
  'std',
  'count',
  'q01',
  'q10',
  'q50',
  'q90',
  'q99',
] as const;

/** Name of a statistic. */
export type StatisticName = (typeof statisticNames)[number];

/** Numbers in nested lists. */
export type Nested = number | readonly Nested[];

/** Shape of a feature's statistics: its own, but one number per channel for pictures. */
export function statisticShape({ dtype, shape }: Pick<InfoFeature, 'dtype' | 'shape'>): readonly number[] {
  return dtype === 'image' || dtype === 'video' ? [shape[2] ?? 3, 1, 1] : shape;
}

/**
 * One statistic in the shape that LeRobot gives it.
 *
 * @param shape - see {@link statisticShape}.
 */
export function shapedStatistic(
  { count, dimensions }: FeatureStatistics,
  name: StatisticName,
  shape: readonly number[],
): Nested {
  if (name === 'count') return [count];
  return nest(
    dimensions.map((dimension) => dimension[name]),
    shape,
  );
}

function nest(values: readonly number[], [first = 1, ...rest]: readonly number[]): readonly Nested[] {
  if (rest.length === 0) return values;
  const size = values.length / first;
  return Array.from({ length: first }, (_, index) =>
    nest(values.slice(index * size, (index + 1) * size), rest),
  );
}

/**
 * JSON of statistics, where a whole number keeps its point: readers that build typed tables stumble over `0` in one
 * list and `0.5` in the next. Sums beyond the range of a double become its largest value, since JSON has no infinity.
 */
export function statisticJson(name: StatisticName, value: Nested): string {
  if (typeof value !== 'number') return `[${value.map((part) => statisticJson(name, part)).join(', ')}]`;
  if (name === 'count') return `${value}`;
  const finite = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number.isNaN(value) ? 0 : value));
  return Number.isInteger(finite) && Math.abs(finite) < 1e21 ? `${finite}.0` : `${finite}`;
}

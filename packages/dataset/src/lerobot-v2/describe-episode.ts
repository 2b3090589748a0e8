import type { DescribedFeatures } from '../lerobot/features.js';
import {
  type Nested,
  type StatisticName,
  shapedStatistic,
  statisticJson,
  statisticShape,
} from '../lerobot/shaped-statistics.js';
import type { FeatureStatistics } from '../lerobot/statistics.js';

/** The statistics that LeRobot v2.1 keeps of an episode. */
export const statisticNames = [
  'min',
  'max',
  'mean',
  'std',
  'count',
] as const satisfies readonly StatisticName[];

/** One line of JSON, written as Python does. */
export function jsonLine(entries: Readonly<Record<string, unknown>>): string {
  const described = Object.entries(entries).map(
    ([key, value]) => `${JSON.stringify(key)}: ${pythonJson(value)}`,
  );
  return `{${described.join(', ')}}\n`;
}

function pythonJson(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(pythonJson).join(', ')}]` : JSON.stringify(value);
}

/** The line of `episodes_stats.jsonl`. */
export function statisticsLine(
  episode: number,
  features: DescribedFeatures,
  statistics: ReadonlyMap<string, FeatureStatistics>,
): string {
  const described = Object.entries(features).flatMap(([feature, { dtype, shape }]) => {
    const found = statistics.get(feature);
    if (found === undefined) return [];
    const axes = statisticShape({ dtype, shape });
    const numbers = statisticNames.map(
      (name) => `"${name}": ${numberJson(dtype, name, shapedStatistic(found, name, axes))}`,
    );
    return [`${JSON.stringify(feature)}: {${numbers.join(', ')}}`];
  });
  return `{"episode_index": ${episode}, "stats": {${described.join(', ')}}}\n`;
}

/** Smallest and largest are of the feature's own type: truth values, integers, or decimals with their point. */
function numberJson(dtype: string, name: StatisticName, value: Nested): string {
  const isExtreme = name === 'min' || name === 'max';
  if (isExtreme && dtype === 'bool') return nestedJson(value, (number) => String(number !== 0));
  if (isExtreme && dtype.startsWith('int')) return nestedJson(value, integerJson);
  return statisticJson(name, value);
}

function nestedJson(value: Nested, convert: (number: number) => string): string {
  return typeof value === 'number'
    ? convert(value)
    : `[${value.map((part) => nestedJson(part, convert)).join(', ')}]`;
}

/** The largest integers of 64 bits are rounded up by a double, beyond what readers take. */
function integerJson(number: number): string {
  return number >= 2 ** 63 ? String(2n ** 63n - 1n) : String(BigInt(number));
}

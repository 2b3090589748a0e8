import type { ColumnCounter } from './column-statistics.js';
import type { FeatureStatistics } from './statistics.js';

/** Counts the columns of episodes of a dataset. */
export type EpisodeCounter = (
  name: string,
  values: Parameters<ColumnCounter>[0],
  length: number,
) => FeatureStatistics;

/** LeRobot's own columns that begin anew with each episode: those of one length have the same numbers. */
const countedAnew = new Set(['timestamp', 'frame_index']);

/** Lengths that are remembered at most. */
const mostLengths = 4096;

/** Makes a counter that counts no column twice of which it is known that it has the same numbers. */
export function createEpisodeCounter(count: ColumnCounter): EpisodeCounter {
  const known = new Map<string, FeatureStatistics>();
  return (name, values, length) => {
    if (!countedAnew.has(name)) return count(values, length);
    const key = `${name} ${length}`;
    const statistics = known.get(key) ?? count(values, length);
    if (known.size < 2 * mostLengths) known.set(key, statistics);
    return statistics;
  };
}

import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from './episode.js';

/**
 * The episodes [start, end) of a source, as a source of their own; closing it closes the whole one.
 *
 * @throws InspireError `EPISODE_MISSING` where the source does not have all of them.
 *
 * @example
 * ```ts no-run
 * import { openDataset, selectEpisodes } from '@inspire-vla/dataset';
 *
 * const firstHalf = selectEpisodes(await openDataset('libero_goal'), 0, 250);
 * ```
 */
export function selectEpisodes(source: EpisodeSource, start: number, end: number): EpisodeSource {
  const { episodes } = source;
  const isInside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end;
  if (!isInside || end > episodes.length) throw missing(source, `${start} to ${end}`);
  return {
    ...source,
    episodes: episodes.slice(start, end),
    async open(index) {
      if (!Number.isInteger(index) || index < 0 || index >= end - start) throw missing(source, String(index));
      return source.open(start + index);
    },
  };
}

function missing({ episodes, files }: EpisodeSource, what: string): InspireError {
  return new InspireError({
    code: 'EPISODE_MISSING',
    message: `the episodes ${what} are not all there`,
    at: files[0] ?? 'the source',
    fix: `the source has ${episodes.length} episodes`,
  });
}

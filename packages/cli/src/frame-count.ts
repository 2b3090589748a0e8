import type { EpisodeSource } from '@inspire-vla/dataset';

/** Frames of all episodes of a source. */
export function frameCount({ episodes }: Pick<EpisodeSource, 'episodes'>): number {
  return episodes.reduce((sum, { length }) => sum + length, 0);
}

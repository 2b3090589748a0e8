import { chunkSize } from '../lerobot/features.js';

/** Version of the LeRobot format. */
export const codebaseVersion = 'v2.1';

/** Versions that are read: v2.0 differs in its statistics only. */
export const readableVersions = ['v2.1', 'v2.0'] as const;

/** Paths inside a dataset, with LeRobot's own placeholders. */
export const paths = {
  tasks: 'meta/tasks.jsonl',
  episodes: 'meta/episodes.jsonl',
  statistics: 'meta/episodes_stats.jsonl',
  data: 'data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet',
  video: 'videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4',
} as const;

/** The values of a path's placeholders. */
export function placeholders(
  episode: number,
  camera = '',
  episodesPerChunk: number = chunkSize,
): Readonly<Record<string, string | number>> {
  const chunk = Math.floor(episode / episodesPerChunk);
  return { episode_chunk: chunk, episode_index: episode, video_key: camera };
}

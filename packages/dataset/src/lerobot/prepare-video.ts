import type { VideoStretch } from '../episode.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import { type StatisticName, statisticNames } from './shaped-statistics.js';
import type { DimensionStatistics, FeatureStatistics } from './statistics.js';

/**
 * The video of a camera that is declared as one. It may be longer than the episode: lerobot's converter to v3.0 takes the
 * length of the file, where a frame without a row may stand last, and readers look frames up by their rows' times.
 *
 * @throws InspireError `EPISODE_INVALID` where there is none, or one that is too short.
 */
export async function checkVideo(
  episode: EpisodeInput,
  index: number,
  camera: string,
  fps: number,
): Promise<VideoStretch> {
  const video = (await episode.video?.(camera)) ?? null;
  if (video === null) throw invalidEpisode(index, camera, 'the camera is declared as video, and has none');
  const frames = (video.to - video.from) * fps;
  if (video.from >= 0 && frames > episode.length - 0.5) return video;
  const message = `the video has ${frames.toFixed(1)} frames at ${fps} per second, the episode ${episode.length}`;
  throw invalidEpisode(index, camera, message);
}

/**
 * Statistics per channel as the source gives them with a video; null where one of the wanted is not among them or no
 * number. What is not wanted may be NaN.
 */
export function videoStatistics(
  { statistics }: VideoStretch,
  wanted: readonly StatisticName[],
  channels = 3,
): FeatureStatistics | null {
  const isGiven = wanted.every((name) => {
    const numbers = statistics.get(name) ?? [];
    return numbers.length === (name === 'count' ? 1 : channels) && numbers.every(Number.isFinite);
  });
  if (!isGiven) return null;
  const count = statistics.get('count')?.[0] ?? 0;
  const dimensions = Array.from({ length: channels }, (_, channel) => {
    const numbers = statisticNames.map((name) => [name, statistics.get(name)?.[channel] ?? Number.NaN]);
    return { ...(Object.fromEntries(numbers) as Omit<DimensionStatistics, 'weight'>), weight: count };
  });
  return { count, dimensions };
}

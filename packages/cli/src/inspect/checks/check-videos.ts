import type { Episode } from '@inspire-vla/dataset';
import type { DatasetProblem } from './problem.js';

/** Looks for videos that are shorter or longer than their episode, as far as the metadata say how long they are. */
export async function checkVideos(
  episode: Pick<Episode, 'id' | 'length' | 'cameras' | 'video'>,
  fps: number,
): Promise<readonly DatasetProblem[]> {
  const { id, length, cameras } = episode;
  const problems: DatasetProblem[] = [];
  for (const { name } of cameras) {
    const video = (await episode.video?.(name)) ?? null;
    const frames = video === null ? length : (video.to - video.from) * fps;
    if (Math.abs(frames - length) < 0.5) continue;
    const message = `the video is said to have ${Number(frames.toFixed(1))} frames, the episode has ${length}`;
    problems.push({ code: 'video-length', at: `${id}, ${name}`, message });
  }
  return problems;
}

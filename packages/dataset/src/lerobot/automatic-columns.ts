import type { Column } from '../episode.js';
import type { EpisodePlace } from '../writing/episode-place.js';

/** LeRobot's own columns of one episode. */
export function automaticColumns(
  fps: number,
  { episode, length, from, task }: EpisodePlace,
): readonly (readonly [string, Column])[] {
  const count = (start: number) => BigInt64Array.from({ length }, (_, frame) => BigInt(start + frame));
  const same = (value: number) => new BigInt64Array(length).fill(BigInt(value));
  return [
    ['timestamp', Float32Array.from({ length }, (_, frame) => frame / fps)],
    ['frame_index', count(0)],
    ['episode_index', same(episode)],
    ['index', count(from)],
    ['task_index', same(task)],
  ];
}

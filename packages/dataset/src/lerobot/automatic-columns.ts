import type { Column } from '../episode.js';
import type { EpisodePlace } from '../writing/episode-place.js';

/** LeRobot's own columns of one episode. */
export function automaticColumns(
  fps: number,
  { episode, length, from, task }: EpisodePlace,
): readonly (readonly [string, Column])[] {
  const timestamp = new Float32Array(length);
  for (let frame = 0; frame < length; frame += 1) timestamp[frame] = frame / fps;
  return [
    ['timestamp', timestamp],
    ['frame_index', counted(length, 0)],
    ['episode_index', new BigInt64Array(length).fill(BigInt(episode))],
    ['index', counted(length, from)],
    ['task_index', new BigInt64Array(length).fill(BigInt(task))],
  ];
}

/** Numbers from `start` on. They are set in halves, since making so many big integers takes long. */
function counted(length: number, start: number): BigInt64Array {
  const numbers = new BigInt64Array(length);
  const halves = new Uint32Array(numbers.buffer);
  for (let frame = 0; frame < length; frame += 1) {
    halves[frame * 2] = start + frame;
    halves[frame * 2 + 1] = Math.floor((start + frame) / 2 ** 32);
  }
  return numbers;
}

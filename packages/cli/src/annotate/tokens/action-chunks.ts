import type { ActionChunk, TrainingSpec } from '@inspire-vla/adapter';

/** Actions of an episode, normalised, row-major [length × dimensions]. */
export interface EpisodeActions {
  readonly values: Float64Array;
  readonly dimensions: number;
}

/**
 * The chunk of a frame: its action and those that follow.
 *
 * Beyond the episode's end stands the last action again (`repeat`), or one without motion whose gripper, the last
 * dimension, stays (`rest`; openvla-mini\@0822b362 prismatic/vla/datasets/rlds chunks after normalisation).
 */
export function chunkAt(
  { values, dimensions }: EpisodeActions,
  frame: number,
  horizon: number,
  beyondEnd: TrainingSpec['beyondEnd'],
): ActionChunk {
  const length = values.length / dimensions;
  return Array.from({ length: horizon }, (_, step) => {
    const row = Math.min(frame + step, length - 1);
    const action = Array.from(values.subarray(row * dimensions, (row + 1) * dimensions));
    if (row === frame + step || beyondEnd === 'repeat') return action;
    return action.map((value, dimension) => (dimension === dimensions - 1 ? value : 0));
  });
}

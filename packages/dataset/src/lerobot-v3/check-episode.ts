import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Column, Feature, Picture } from '../episode.js';

/** One episode to be written. */
export interface EpisodeInput {
  readonly instruction: string;
  /** Frames. */
  readonly length: number;
  /** By feature name [length × product(shape)]. */
  readonly columns: ReadonlyMap<string, Column>;
  /** Pictures of a camera for the frames [start, end). */
  pictures(camera: string, start: number, end: number): Promise<readonly Picture[]>;
}

/**
 * Checks that an episode has what the dataset declares.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode and the feature.
 */
export function checkEpisode(episode: EpisodeInput, index: number, features: readonly Feature[]): void {
  if (episode.length === 0) throw invalid(index, 'length', 'the episode has no frames');
  for (const { name, shape } of features) {
    const expected = shape.reduce((product, length) => product * length, episode.length);
    const column = episode.columns.get(name);
    if (column === undefined) throw invalid(index, name, 'the feature is missing');
    if (column.length !== expected) {
      throw invalid(index, name, `the feature has ${column.length} values, ${expected} are declared`);
    }
  }
}

/**
 * Checks that a camera gave what was asked for.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode and the camera.
 */
export function checkPictures(
  pictures: readonly Picture[],
  index: number,
  camera: Camera,
  count: number,
): void {
  const { name, width, height } = camera;
  if (pictures.length !== count)
    throw invalid(index, name, `the camera gave ${pictures.length} pictures of ${count}`);
  const odd = pictures.find((picture) => picture.width !== width || picture.height !== height);
  if (odd === undefined) return;
  throw invalid(index, name, `a picture is ${odd.width}×${odd.height}, ${width}×${height} is declared`);
}

function invalid(index: number, place: string, message: string): InspireError {
  return new InspireError({
    code: 'EPISODE_INVALID',
    message,
    at: `episode ${index}, ${place}`,
    fix: 'give every declared feature and camera for every frame, in its declared shape',
  });
}

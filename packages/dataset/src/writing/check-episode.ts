import type { Camera, Column, Feature, Picture } from '../episode.js';
import type { EpisodeInput } from './dataset-writer.js';
import { invalidEpisode } from './invalid-episode.js';
import { naturalColumn } from './natural-column.js';

/**
 * The columns of an episode in the order and type that the dataset declares.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode and the feature.
 */
export function checkEpisode(
  { length, columns }: EpisodeInput,
  index: number,
  features: readonly Feature[],
): ReadonlyMap<string, Column> {
  if (!Number.isInteger(length) || length < 1) {
    throw invalidEpisode(index, 'length', `${length} is no number of frames`);
  }
  const declared = new Set(features.map(({ name }) => name));
  const foreign = [...columns.keys()].find((name) => !declared.has(name));
  if (foreign !== undefined) throw invalidEpisode(index, foreign, 'the feature is not declared');
  return new Map(
    features.map((feature) => [feature.name, checkColumn(columns.get(feature.name), length, index, feature)]),
  );
}

function checkColumn(column: Column | undefined, length: number, index: number, feature: Feature): Column {
  const { name, shape } = feature;
  if (column === undefined) throw invalidEpisode(index, name, 'the feature is missing');
  const expected = shape.reduce((product, axis) => product * axis, length);
  if (column.length !== expected) {
    throw invalidEpisode(index, name, `the feature has ${column.length} values, ${expected} are declared`);
  }
  return naturalColumn(column, feature, index);
}

/**
 * Checks that a camera gave what was asked for: the frames [start, end).
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode, the camera and the frame.
 */
export function checkPictures(
  pictures: readonly Picture[],
  episode: number,
  camera: Camera,
  [start, end]: readonly [start: number, end: number],
): void {
  const { name, width, height } = camera;
  if (pictures.length !== end - start) {
    const message = `the camera gave ${pictures.length} pictures for the frames ${start} to ${end}`;
    throw invalidEpisode(episode, name, message);
  }
  for (const [offset, picture] of pictures.entries()) {
    const at = `${name}, frame ${start + offset}`;
    if (picture.width !== width || picture.height !== height) {
      const found = `${picture.width}×${picture.height}`;
      throw invalidEpisode(episode, at, `the picture is ${found}, ${width}×${height} is declared`);
    }
    if (picture.encoding === 'rgb' && picture.bytes.length !== width * height * 3) {
      const message = `the picture has ${picture.bytes.length} bytes, ${width}×${height}×3 are declared`;
      throw invalidEpisode(episode, at, message);
    }
  }
}

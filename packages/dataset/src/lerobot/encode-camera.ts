import type { Camera, Picture } from '../episode.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import type { PictureCodec } from '../writing/picture-codec.js';
import { visitPictures } from '../writing/visit-pictures.js';
import { countLevels } from './count-levels.js';
import { type FeatureStatistics, pictureStatistics, sampledFrames } from './statistics.js';

/** Pictures of one camera over an episode. */
export interface EncodedCamera {
  /** One file per frame. */
  readonly files: readonly Uint8Array[];
  readonly statistics: FeatureStatistics;
}

/**
 * Reads, checks and encodes the pictures of a camera over an episode.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode, the camera and the frame.
 */
export async function encodeCamera(
  episode: EpisodeInput,
  index: number,
  camera: Camera,
  codec: PictureCodec,
): Promise<EncodedCamera> {
  const files: Uint8Array[] = [];
  const look = createObserver(episode, camera, codec);
  const visits = visitPictures(episode, index, camera, async (picture, frame) => {
    // Encoding comes first: it finds out whether a file has the size that it is said to have.
    const file = await codec.encode(picture);
    await look.at(picture, frame);
    return file;
  });
  for await (const file of visits) files.push(file);
  return { files, statistics: look.statistics() };
}

/**
 * Reads the pictures of a camera for their statistics only.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode, the camera and the frame.
 */
export async function observeCamera(
  episode: EpisodeInput,
  index: number,
  camera: Camera,
  codec: PictureCodec,
): Promise<FeatureStatistics> {
  const look = createObserver(episode, camera, codec);
  for await (const _ of visitPictures(episode, index, camera, look.at));
  return look.statistics();
}

/** Counts the colour levels of the frames that lerobot would look at. */
function createObserver({ length }: EpisodeInput, { width, height }: Camera, codec: PictureCodec) {
  const sampled = new Set(sampledFrames(length));
  const levels = new Float64Array(3 * 256);
  return {
    async at(picture: Picture, frame: number): Promise<void> {
      if (sampled.has(frame)) countLevels(levels, await codec.decode(picture), width, height);
    },
    statistics: () => pictureStatistics(levels, sampled.size),
  };
}

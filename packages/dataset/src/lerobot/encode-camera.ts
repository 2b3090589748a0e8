import type { Camera, Picture } from '../episode.js';
import { checkPictures } from '../writing/check-episode.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import type { PictureCodec } from '../writing/picture-codec.js';
import { countLevels } from './count-levels.js';
import { type FeatureStatistics, pictureStatistics, sampledFrames } from './statistics.js';

/** Pictures of one camera over an episode. */
export interface EncodedCamera {
  /** One file per frame. */
  readonly files: readonly Uint8Array[];
  readonly statistics: FeatureStatistics;
}

/** Pictures that are asked for, and encoded at the same time. */
const framesPerBatch = 64;

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
  await visitPictures(episode, index, camera, async (picture, frame) => {
    // Encoding comes first: it finds out whether a file has the size that it is said to have.
    files[frame] = await codec.encode(picture);
    await look.at(picture, frame);
  });
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
  await visitPictures(episode, index, camera, look.at);
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

/** Gives the pictures of a camera in batches; those of one batch are visited at the same time. */
async function visitPictures(
  episode: EpisodeInput,
  index: number,
  camera: Camera,
  visit: (picture: Picture, frame: number) => Promise<void>,
): Promise<void> {
  const { name } = camera;
  for (let start = 0; start < episode.length; start += framesPerBatch) {
    const end = Math.min(episode.length, start + framesPerBatch);
    const pictures = await episode.pictures(name, start, end);
    checkPictures(pictures, index, camera, [start, end]);
    const visits = pictures.map(async (picture, offset) => {
      const frame = start + offset;
      await visit(picture, frame).catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw invalidEpisode(index, `${name}, frame ${frame}`, `the picture is damaged (${reason})`, cause);
      });
    });
    await Promise.all(visits);
  }
}

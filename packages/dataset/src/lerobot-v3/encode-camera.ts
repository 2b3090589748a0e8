import type { Camera, Picture } from '../episode.js';
import { checkPictures, type EpisodeInput } from './check-episode.js';
import { invalidEpisode } from './errors.js';
import { countLevels, type PictureCodec } from './pictures.js';
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
  const sampled = new Set(sampledFrames(episode.length));
  const files: Uint8Array[] = [];
  const levels = new Float64Array(3 * 256);
  async function encode(picture: Picture, frame: number): Promise<Uint8Array> {
    try {
      // Encoding comes first: it finds out whether a file has the size that it is said to have.
      const file = await codec.encode(picture);
      if (sampled.has(frame)) countLevels(levels, await codec.decode(picture), camera.width, camera.height);
      return file;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw invalidEpisode(
        index,
        `${camera.name}, frame ${frame}`,
        `the picture is damaged (${reason})`,
        cause,
      );
    }
  }
  for (let start = 0; start < episode.length; start += framesPerBatch) {
    const end = Math.min(episode.length, start + framesPerBatch);
    const pictures = await episode.pictures(camera.name, start, end);
    checkPictures(pictures, index, camera, [start, end]);
    files.push(...(await Promise.all(pictures.map((picture, offset) => encode(picture, start + offset)))));
  }
  return { files, statistics: pictureStatistics(levels, sampled.size) };
}

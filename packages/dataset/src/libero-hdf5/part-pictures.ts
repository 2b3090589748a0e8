import { checkPictures } from '../writing/check-episode.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import type { PictureCodec } from '../writing/picture-codec.js';
import { turnUpsideDown } from './turn.js';
import type { PlacedCamera } from './written-places.js';

/** Pictures that are asked for, and decoded, at the same time. */
const batch = 64;

/**
 * The pixels of a camera over an episode, picture after picture, bottom row first as LIBERO stores them.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode, the camera and the frame.
 */
export async function* cameraBytes(
  episode: EpisodeInput,
  index: number,
  { camera }: PlacedCamera,
  codec: PictureCodec,
): AsyncGenerator<Uint8Array> {
  const { name, width, height } = camera;
  for (let start = 0; start < episode.length; start += batch) {
    const end = Math.min(start + batch, episode.length);
    const pictures = await episode.pictures(name, start, end);
    checkPictures(pictures, index, camera, [start, end]);
    const decoded = await Promise.allSettled(pictures.map((picture) => codec.decode(picture)));
    for (const [offset, result] of decoded.entries()) {
      const at = `${name}, frame ${start + offset}`;
      if (result.status === 'rejected') {
        const reason = result.reason instanceof Error ? result.reason.message : String(result.reason);
        throw invalidEpisode(index, at, reason, result.reason);
      }
      if (result.value.length !== width * height * 3) {
        const found = `${result.value.length} bytes`;
        throw invalidEpisode(
          index,
          at,
          `the picture's pixels are ${found}, ${width}×${height}×3 are declared`,
        );
      }
      // A copy: what a source hands out is not ours to turn.
      const rows = Uint8Array.from(result.value);
      turnUpsideDown(rows, camera);
      yield rows;
    }
  }
}

import type { EpisodeInput } from '../writing/dataset-writer.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import type { PictureCodec } from '../writing/picture-codec.js';
import { visitPictures } from '../writing/visit-pictures.js';
import { turnUpsideDown } from './turn.js';
import type { PlacedCamera } from './written-places.js';

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
  let frame = 0;
  for await (const pixels of visitPictures(episode, index, camera, codec.decode)) {
    if (pixels.length !== width * height * 3) {
      const message = `the picture's pixels are ${pixels.length} bytes, ${width}×${height}×3 are declared`;
      throw invalidEpisode(index, `${name}, frame ${frame}`, message);
    }
    // A copy: what a source hands out is not ours to turn.
    const rows = Uint8Array.from(pixels);
    turnUpsideDown(rows, camera);
    yield rows;
    frame += 1;
  }
}

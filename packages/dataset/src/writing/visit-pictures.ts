import type { Camera, Picture } from '../episode.js';
import { checkPictures } from './check-episode.js';
import type { EpisodeInput } from './dataset-writer.js';
import { invalidEpisode } from './invalid-episode.js';

/** Pictures that are asked for, and visited, at the same time. */
const picturesAtOnce = 64;

/**
 * Visits the pictures of a camera over an episode, some at a time, and gives what comes of each, frame after frame.
 *
 * Where visits fail, the others that were begun with them end first, and the first frame's failure is told, whichever
 * came first.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode, the camera and the frame.
 */
export async function* visitPictures<Result>(
  episode: EpisodeInput,
  index: number,
  camera: Camera,
  visit: (picture: Picture, frame: number) => Promise<Result>,
): AsyncGenerator<Result> {
  for (let start = 0; start < episode.length; start += picturesAtOnce) {
    const end = Math.min(start + picturesAtOnce, episode.length);
    const pictures = await episode.pictures(camera.name, start, end);
    checkPictures(pictures, index, camera, [start, end]);
    const visits = pictures.map((picture, offset) => visit(picture, start + offset));
    for (const [offset, result] of (await Promise.allSettled(visits)).entries()) {
      if (result.status === 'rejected')
        throw unusable(index, `${camera.name}, frame ${start + offset}`, result);
      yield result.value;
    }
  }
}

function unusable(index: number, place: string, { reason }: PromiseRejectedResult): Error {
  const text = reason instanceof Error ? reason.message : String(reason);
  return invalidEpisode(index, place, `the picture cannot be used (${text})`, reason);
}

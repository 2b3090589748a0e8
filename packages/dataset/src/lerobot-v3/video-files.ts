import { join } from 'node:path';
import type { VideoStretch } from '../episode.js';
import { copyVideo } from '../lerobot/copy-video.js';
import { formatPath } from '../lerobot/format-path.js';
import { type FilePlace, paths, placeholders, placeOf } from './layout.js';

/** Where an episode's frames are in the videos of the dataset. */
export interface PlacedVideo {
  readonly place: FilePlace;
  /** Seconds into the file. */
  readonly from: number;
  readonly to: number;
}

/** The video files of a dataset while they grow: copies, each made when the first episode needs it. */
export interface VideoFiles {
  add(camera: string, video: VideoStretch): Promise<PlacedVideo>;
}

/** Begins the video files of a dataset. */
export function createVideoFiles(directory: string): VideoFiles {
  const copied = new Map<string, Map<string, FilePlace>>();
  return {
    async add(camera, { file, from, to }) {
      const places = copied.get(camera) ?? new Map<string, FilePlace>();
      const place = places.get(file) ?? placeOf(places.size);
      if (!places.has(file)) {
        await copyVideo(file, join(directory, formatPath(paths.video, placeholders(place, camera))));
        copied.set(camera, places.set(file, place));
      }
      return { place, from, to };
    },
  };
}

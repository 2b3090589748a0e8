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
  /** The file that was copied. */
  readonly source: string;
}

/** The video files of a dataset while they grow: copies, each made when the first episode needs it. */
export interface VideoFiles {
  add(camera: string, video: VideoStretch): Promise<PlacedVideo>;
  /** Takes over a copy that is already there. */
  restore(camera: string, video: PlacedVideo): void;
  /** Full path of a camera's copy. */
  pathOf(camera: string, place: FilePlace): string;
}

/** Begins the video files of a dataset. */
export function createVideoFiles(directory: string): VideoFiles {
  const copied = new Map<string, Map<string, FilePlace>>();
  const pathOf = (camera: string, place: FilePlace) =>
    join(directory, formatPath(paths.video, placeholders(place, camera)));
  return {
    pathOf,
    restore(camera, { source, place }) {
      copied.set(camera, (copied.get(camera) ?? new Map<string, FilePlace>()).set(source, place));
    },
    async add(camera, { file, from, to }) {
      const places = copied.get(camera) ?? new Map<string, FilePlace>();
      const place = places.get(file) ?? placeOf(places.size);
      if (!places.has(file)) {
        await copyVideo(file, pathOf(camera, place));
        copied.set(camera, places.set(file, place));
      }
      return { place, from, to, source: file };
    },
  };
}

import type { Camera, Column, Feature, Picture, Scene, SimulatorStates, VideoStretch } from '../episode.js';

/** One episode to be written. */
export interface EpisodeInput {
  readonly instruction: string;
  /** Frames. */
  readonly length: number;
  /** By feature name [length × product(shape)]. Integers of `int64` may also come in arrays of other numbers. */
  readonly columns: ReadonlyMap<string, Column>;
  /** Pictures of a camera for the frames [start, end). */
  pictures(camera: string, start: number, end: number): Promise<readonly Picture[]>;
  /** The video of a camera that is declared as one, for a format that can take it as it is. */
  video?(camera: string): Promise<VideoStretch | null>;
  /** Where bodies are, for a format that keeps it: LIBERO HDF5. */
  scene?(): Promise<Scene | null>;
  /** The simulator's states, for a format that keeps them: LIBERO HDF5. */
  simulatorStates?(): Promise<SimulatorStates | null>;
}

/** What every writer must know before the first episode. */
export interface WriterOptions {
  /** An existing folder, usually a staged one. */
  readonly directory: string;
  /** Frames per second. */
  readonly fps: number;
  /** e.g. `panda`; null where it is not known. */
  readonly robotType: string | null;
  /** Features of every frame; cameras and the format's own index columns not among them. */
  readonly features: readonly Feature[];
  /** A camera with `video` is stored as video, where the format has such, by copying; others as pictures. */
  readonly cameras: readonly Camera[];
  /** The ffmpeg program, where videos must be cut: a name on the path, or a path. Default `ffmpeg`. */
  readonly ffmpeg?: string;
}

/** What a finished dataset holds. */
export interface DatasetTotals {
  readonly episodes: number;
  readonly frames: number;
  readonly tasks: number;
}

/** Writes a dataset episode by episode. */
export interface DatasetWriter {
  /**
   * Appends an episode. Calls wait for those before them.
   *
   * @throws InspireError `EPISODE_INVALID` for an episode that is not as declared, after which others can still be
   * written; `OUTPUT_NOT_WRITABLE`, `OUTPUT_DISK_FULL`; `WRITER_CLOSED` after these, `finish` or `close`.
   */
  writeEpisode(episode: EpisodeInput): Promise<void>;
  /** Writes what is left and all metadata. */
  finish(): Promise<DatasetTotals>;
  /** Frees what the writer holds. Calling it twice is harmless. */
  close(): Promise<void>;
}

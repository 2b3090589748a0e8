import type {
  Camera,
  Column,
  EpisodeSource,
  Feature,
  Picture,
  Scene,
  SimulatorStates,
  VideoStretch,
} from '../episode.js';
import type { EpisodePlace } from './episode-place.js';
import type { FileMarks } from './file-marks.js';

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
  /**
   * The folder that becomes the dataset: an empty one, usually staged, or one that is made. Files of another dataset in it
   * would be read as this one's, so it is refused at the first episode.
   */
  readonly directory: string;
  /** Frames per second. */
  readonly fps: number;
  /** e.g. `panda`; null where it is not known. */
  readonly robotType: string | null;
  /** Features of every frame; cameras and the format's own index columns not among them. */
  readonly features: readonly Feature[];
  /** A camera with `video` is stored as video, where the format has such, by copying; others as pictures. */
  readonly cameras: readonly Camera[];
  /** `EpisodeSource.depthCameras`, whose videos are copied, where the format can take these: LeRobot. */
  readonly depthCameras?: readonly Camera[];
  /** Tasks that are listed first and in this order, where the format keeps a list, even those that no episode has. */
  readonly tasks?: readonly string[];
  /** `EpisodeSource.places` of a source of the same format; others have the places that their names say: RLDS. */
  readonly places?: EpisodeSource['places'];
  /** `EpisodeSource.tools`, where the format keeps them: LeRobot v3.0. */
  readonly tools?: EpisodeSource['tools'];
  /** Of a dataset that is written in parts: the number of this part's first episode in the whole. Default 0. */
  readonly firstEpisode?: number;
  /** A file of several episodes is closed at about this size; default: as the format's own tools do it. */
  readonly dataFileSizeInMegabytes?: number;
  /** The ffmpeg program, where videos must be cut: a name on the path, or a path. Default `ffmpeg`. */
  readonly ffmpeg?: string;
}

/** What a finished dataset holds. */
export interface DatasetTotals {
  readonly episodes: number;
  readonly frames: number;
  readonly tasks: number;
}

/**
 * A state that a writer can be put back to: its first `episodes` episodes are in these files, and in no others.
 */
export interface Checkpoint {
  readonly episodes: number;
  /** Files that are new, or have grown, since the checkpoint before; none of them is ever changed but by appending. */
  readonly files: FileMarks;
}

/** What a writer says of an episode that it has written. */
export interface EpisodeReceipt {
  /** What {@link DatasetWriter.restore} needs of the episode; `structuredClone` can copy it. */
  readonly record: unknown;
  /** The last state that can be restored, where this episode has made a new one. */
  readonly checkpoint: Checkpoint | null;
}

/** An episode that has been checked and encoded, perhaps in another thread; `structuredClone` can copy it. */
export interface EncodedEpisode {
  readonly instruction: string;
  readonly place: EpisodePlace;
  /** What the format's writer makes files of. */
  readonly prepared: unknown;
}

/** Checks and encodes episodes, which is most of the work of writing them, without writing anything. */
export interface EpisodeEncoder {
  /**
   * Encodes an episode for its place in the dataset.
   *
   * @throws InspireError `EPISODE_INVALID` for an episode that is not as declared.
   */
  encode(episode: EpisodeInput, place: EpisodePlace): Promise<EncodedEpisode>;
}

/** Writes a dataset episode by episode. */
export interface DatasetWriter {
  /**
   * Appends an episode. Calls wait for those before them.
   *
   * @throws InspireError `EPISODE_INVALID` for an episode that is not as declared, after which others can still be
   * written; `OUTPUT_EXISTS` for a folder that has something else in it; `OUTPUT_NOT_WRITABLE`, `OUTPUT_DISK_FULL`;
   * `WRITER_CLOSED` after these two, `finish` or `close`.
   */
  writeEpisode(episode: EpisodeInput): Promise<EpisodeReceipt>;
  /**
   * Appends an episode that an encoder of the same format and options has made for the next place.
   *
   * @throws InspireError as {@link DatasetWriter.writeEpisode}; `EPISODE_INVALID` for one of another place.
   */
  writeEncoded(episode: EncodedEpisode): Promise<EpisodeReceipt>;
  /**
   * Goes on where another writer of the same options stopped, at one of its checkpoints. Must be called first.
   *
   * @param files - the files of all checkpoints up to that one; later marks of a file replace earlier ones.
   * @param records - of the checkpoint's episodes, in order.
   * @returns whether that was possible: false where the format cannot, or files are missing. The folder must then be
   * emptied, and a new writer made.
   */
  restore(files: FileMarks, records: AsyncIterable<unknown>): Promise<boolean>;
  /**
   * Writes what is left and all metadata.
   *
   * @throws InspireError `OUTPUT_EXISTS`, `OUTPUT_NOT_WRITABLE`, `OUTPUT_DISK_FULL`, `WRITER_CLOSED`.
   */
  finish(): Promise<DatasetTotals>;
  /** Frees what the writer holds. Calling it twice is harmless. */
  close(): Promise<void>;
}

/** Element type of a per-frame feature, by its numpy name; `string` is UTF-8 text, `language` rows of dialogue. */
export type FeatureType = 'float32' | 'float64' | 'int32' | 'int64' | 'bool' | 'string' | 'language';

/** Who may speak in a {@link LanguageRow}. */
export const languageRoles = ['user', 'assistant', 'system', 'tool'] as const;

/** Who speaks in a {@link LanguageRow}. */
export type LanguageRole = (typeof languageRoles)[number];

/** Something that is said at a frame, as LeRobot v3.0 keeps it in `language_events` and `language_persistent`. */
export interface LanguageRow {
  readonly role: LanguageRole;
  readonly content: string | null;
  /** e.g. `vqa`: a question or an answer about what a camera sees. */
  readonly style: string | null;
  /** Name of the camera that it is about; needed by the styles `vqa` and `trace`, null for all others. */
  readonly camera: string | null;
  /** Each as JSON; null where there are none. */
  readonly toolCalls: readonly string[] | null;
  /** Seconds into the episode since when it holds; in `language_persistent` only. */
  readonly timestamp?: number;
}

/** One number array or text per frame, beside the cameras. */
export interface Feature {
  /** e.g. `state`, `actions`. */
  readonly name: string;
  readonly type: FeatureType;
  /** Shape of one frame's value; `[1]` is a scalar. */
  readonly shape: readonly number[];
  /** Names of the elements of a 1-D value, where known. */
  readonly names: readonly string[] | null;
}

/**
 * The values of one feature over an episode [length × product(shape)], row-major; booleans are 0 and 1. Of dialogue,
 * the rows of each frame.
 */
export type Column =
  | Float32Array
  | Float64Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | readonly string[]
  | readonly (readonly LanguageRow[])[];

/** A camera of an episode. */
export interface Camera {
  /** The feature's name, e.g. `image`, `wrist_image`. */
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Where frames are stored as video: what the format says of it, e.g. `{ 'video.codec': 'av1' }`. */
  readonly video?: Readonly<Record<string, unknown>>;
}

/** A camera of one channel, whose videos are copied and never decoded. */
export interface DepthCamera extends Camera {
  readonly video: Readonly<Record<string, unknown>>;
  /** Names of the statistics that the source has of it, e.g. `mean`: they cannot be counted anew. */
  readonly statistics: readonly string[];
}

/** The part of a video file that is one episode of a camera. */
export interface VideoStretch {
  readonly file: string;
  /** Seconds into the file: the first frame's time. */
  readonly from: number;
  /** Seconds into the file: one frame after the last. */
  readonly to: number;
  /** Whether the file holds this episode only. */
  readonly isWhole: boolean;
  /** Statistics of the frames as the source gives them, flat, e.g. `mean` [3]; empty where it has none. */
  readonly statistics: ReadonlyMap<string, readonly number[]>;
}

/** One picture of a camera, upright. */
export interface Picture {
  /** `rgb`: raw [height, width, 3], 8 bits; otherwise a whole file of that kind. */
  readonly encoding: 'rgb' | 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Where the bodies of a scene are over an episode, relative to the end effector. */
export interface Scene {
  /** Names of all bodies, as the simulator spells them, e.g. `akita_black_bowl_1_main`. */
  readonly bodies: readonly string[];
  /** Objects that the task itself lists, e.g. `akita_black_bowl_1`, where the source carries such a list. */
  readonly objectsOfInterest?: readonly string[];
  /** Body position − end effector position [length × 3], world frame, metres. NaN where the source has none. */
  relation(body: string): Float64Array;
  /** Whether the gripper holds the body, 0 or 1 [length]; null where the source does not say. */
  grasped(body: string): Uint8Array | null;
}

/** What the simulator restores a frame from. */
export interface SimulatorStates {
  /** Time, joint positions and joint velocities [length × width], row-major. */
  readonly values: Float64Array;
  /** Numbers per frame; it differs between scenes. */
  readonly width: number;
}

/** What a format stores of each frame beside its values, as it stands there: gaps and contradictions among it. */
export interface FrameRecords {
  /** Number of each frame within the episode [length]; null where the format has none. */
  readonly numbers: readonly number[] | Float64Array | null;
  /** Time of each frame, seconds [length]; null where the format has none. */
  readonly seconds: readonly number[] | Float64Array | null;
  /** What each frame says its task is, null for a task that has no text; null where the format has none per frame. */
  readonly instructions: readonly (string | null)[] | null;
}

/** What is known of an episode without reading its frames. */
export interface EpisodeSummary {
  /** Unique within the source, e.g. `put_the_bowl_on_the_plate_demo.hdf5#demo_0`. */
  readonly id: string;
  readonly instruction: string;
  /** Further tasks that its frames have, where the metadata list them; left out where there are none. */
  readonly otherTasks?: readonly string[];
  /** Frames. */
  readonly length: number;
  readonly cameras: readonly Camera[];
}

/** One episode of a source. */
export interface Episode extends EpisodeSummary {
  /** Reads one feature over the whole episode. */
  column(feature: string): Promise<Column>;
  /** Reads the pictures of a camera for the frames [start, end). */
  pictures(camera: string, start: number, end: number): Promise<readonly Picture[]>;
  /** The video that holds a camera's frames, to be copied; null for a camera of pictures. */
  video?(camera: string): Promise<VideoStretch | null>;
  /** Positions of the scene's bodies, or null where the source has none. */
  scene(): Promise<Scene | null>;
  /** What the format stores of each frame beside its values, for those who look for faults; left out where nothing. */
  frameRecords?(): Promise<FrameRecords>;
  /** The simulator's states, or null where the source has none. */
  simulatorStates?(): Promise<SimulatorStates | null>;
}

/** A file that belongs to a whole dataset, and is taken over as it is. */
export interface Attachment {
  /** In the dataset, e.g. `meta/modality.json`. */
  readonly path: string;
  readonly file: string;
}

/** Where a format keeps a feature or a camera, in words of its own. */
export interface FeaturePlace {
  readonly path: string;
  /** Whether a single value is kept as a list of one. */
  readonly isList?: boolean;
}

/** What else will be read of episode after episode, beside features. */
export interface ReadPlan {
  /** Whether {@link Episode.frameRecords} will be. */
  readonly isWithRecords?: boolean;
}

/** A dataset that is read episode by episode. */
export interface EpisodeSource {
  /** e.g. `libero-hdf5`, `lerobot-v3.0`. */
  readonly format: string;
  /** What the dataset calls itself, e.g. `fractal20220817_data`; left out where its format has no place for a name. */
  readonly name?: string;
  /** Frames per second. */
  readonly fps: number;
  readonly robotType: string | null;
  /**
   * The folder that the dataset is, with what stands beside its data, such as `meta`: of an RLDS dataset that of the
   * version, of one HDF5 file the folder that it is in. Left out where the source is no dataset on disk.
   */
  readonly folder?: string;
  /** Paths of the files that are read, data first, in reading order; a checksum over them names the source's state. */
  readonly files: readonly string[];
  /** The features that every episode has, cameras not among them. */
  readonly features: readonly Feature[];
  /** The cameras that the metadata declare, for a source that has no episode yet; left out where nothing declares them. */
  readonly cameras?: readonly Camera[];
  /**
   * Cameras of one channel that are stored as video, such as LeRobot's depth maps; left out where there are none. Their
   * videos can be copied (`Episode.video`), and are never decoded: they are none of {@link EpisodeSummary.cameras}.
   */
  readonly depthCameras?: readonly DepthCamera[];
  /**
   * Where the format keeps features and cameras, by their names, so that a copy in the same format keeps them there, too;
   * left out where names say it.
   */
  readonly places?: Readonly<Record<string, FeaturePlace>>;
  /** Texts of all tasks, those without an episode among them; left out where the format keeps no list of tasks. */
  readonly tasks?: readonly string[];
  /** In reading order. */
  readonly episodes: readonly EpisodeSummary[];
  /** What of the source is not handed on, with the reason, e.g. `states: its length differs between scenes`. */
  readonly omitted: readonly string[];
  /** Files that a copy of the dataset takes over; left out where there are none. See {@link copyAttachments}. */
  readonly attachments?: readonly Attachment[];
  /** What a policy may call, as LeRobot v3.0 keeps it in `tools`: JSON in the words of chat APIs; left out where there is none. */
  readonly tools?: readonly Readonly<Record<string, unknown>>[];
  /**
   * Says which features will be read of episode after episode, so that a source whose episodes share files can read
   * many at a time. Never needed, and without effect on what is read.
   */
  willRead?(features: readonly string[], plan?: ReadPlan): void;
  /**
   * Opens one episode of {@link EpisodeSource.episodes}.
   *
   * @throws InspireError `DATASET_CORRUPT` with file and place where its data cannot be read.
   */
  open(index: number): Promise<Episode>;
  /** Closes all files. Calling it twice is harmless. */
  close(): Promise<void>;
}

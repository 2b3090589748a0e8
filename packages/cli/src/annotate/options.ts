import type { Formulation, Order, WordSet } from '@inspire-vla/adapter';
import type { OutputFormat, SourceFormat } from '@inspire-vla/dataset';
import type { Frame, ImageOrientation } from '@inspire-vla/direction-labeler';
import type { LanguageEventMode } from './language-events.js';
import type { ObjectOverrides } from './object-overrides.js';
import type { Shard } from './shard.js';
import type { TokenChoices } from './tokens/token-job.js';

/** Where object positions may come from. */
export const positionsFrom = ['auto', 'scene', 'kinematics', 'gripper-events'] as const;

/** Name of a place that object positions may come from. */
export type PositionsFrom = (typeof positionsFrom)[number];

/** Pixels square to which pictures can be resized: beyond, one would fill the memory, and be a slip of the pen. */
export const largestImageSize = 4096;

/** How a source that stands in no file was made, as JSON. */
export type Recording = Readonly<Record<string, unknown>>;

/** Options of {@link annotate}; defaults as on the command line. */
export interface AnnotateOptions {
  /** A file or folder of a readable format. */
  readonly source: string;
  /** Where the source came from, if its path does not say it, such as `hf:user/name@commit`; stands in the metadata. */
  readonly origin?: string;
  /** How a source that stands in no file was made; its digest is that of the source, and it stands in the metadata. */
  readonly recording?: Recording;
  /** The folder to make. */
  readonly output: string;
  /** Default: recognised by content. */
  readonly from?: SourceFormat;
  /** Default `lerobot-v3.0`. */
  readonly to?: OutputFormat;
  readonly formulation?: Formulation;
  readonly order?: Order;
  readonly words?: WordSet;
  /** Default: as the source was annotated, else LIBERO's, or that of the authors' real robot for their recordings. */
  readonly frame?: Frame;
  /**
   * Where object positions come from: `scene`, recorded by the simulator; `kinematics`, computed from the recorded
   * model and joint positions; `gripper-events`, from where the gripper closed and opened (paper, appendix B);
   * `auto`, the default: the first of these that the source has, its own annotation among them, or gripper events where
   * {@link AnnotateOptions.stateLayout} or {@link AnnotateOptions.eventTolerance} says how they are read.
   */
  readonly positions?: PositionsFrom;
  /** For gripper events: name of a preset or a JSON file; default: by the names of the state's elements, or of a known dataset. */
  readonly stateLayout?: string;
  /**
   * For gripper events: how far an object may be from where the hand took it, metres. Frames whose label that could
   * change stay unlabelled; 0 labels all, as the paper does and `compatibility` wants. Default `auto`: a twentieth of the extent of the hand's
   * way.
   */
  readonly eventTolerance?: number | 'auto';
  /** How the source's pictures stand; default: as it was annotated, else `upright`, as the LIBERO reader gives them. */
  readonly imageOrientation?: ImageOrientation;
  /** Drops the frames whose action does nothing, where the source's reader can; default `keep`. */
  readonly noOps?: 'keep' | 'drop';
  /** Metres; default 0: "close" is never said. */
  readonly closeThreshold?: number;
  /** `authors`: the published code's labels and grasps bit for bit, with its rules for ties and thresholds. */
  readonly compatibility?: 'authors';
  /** Objects by instruction, in place of those found in the text. */
  readonly objects?: ObjectOverrides;
  /**
   * The bodies of one episode's objects, by the source's name of the episode, in the order of its instruction's
   * {@link AnnotateOptions.objects} and before theirs: an instruction may mean other bodies in another scene.
   */
  readonly bodiesOf?: (episode: string) => readonly string[] | undefined;
  /** Also writes questions and answers as LeRobot's `language_events`. */
  readonly languageEvents?: LanguageEventMode;
  /**
   * Which numbers are the actions, in order: features, or columns of them as `name[0:3]`. They are written as
   * `inspire.actions`, and tokens are made of them. Default: the source's own, or the well-known parts of its group.
   */
  readonly actionFeatures?: readonly string[];
  /** Which numbers are the state that a backbone is told, written as `inspire.state`. Default: the source's own. */
  readonly stateFeatures?: readonly string[];
  /** Also writes token ids and masks for a backbone. */
  readonly tokens?: TokenChoices;
  /** Resizes every camera to this many pixels square. */
  readonly imageSize?: number;
  /** A data file of several episodes is closed at about this size; default: as the format's own tools do it. */
  readonly dataFileSize?: number;
  /**
   * Annotates only this part of the source; `mergeShards` puts the parts together. With tokens, these need their
   * `maxLength`.
   */
  readonly shard?: Shard;
  /** Threads that annotate; the bytes are the same for any number. Default 1: the thread that it is called in. */
  readonly jobs?: number;
  /** Replaces an existing output once the new one is whole, and begins anew where a killed run has left a part. */
  readonly overwrite?: boolean;
  /**
   * Goes on where an earlier run with the same source and options was killed or failed, and leaves what is done for a
   * later one if this run fails too. An output that is whole already is left as it is.
   */
  readonly resume?: boolean;
  /** False: begins even where the disk seems too small for the output. */
  readonly checkSpace?: boolean;
  /** Where the HTML report goes; default `report.html` in the output. */
  readonly report?: string;
  /** Reads and labels everything, writes nothing. */
  readonly dryRun?: boolean;
  /** Stops the work; nothing is left of the output, unless `resume` is set. */
  readonly signal?: AbortSignal;
  /** Told once how many frames there are, then after each episode how many more are done. */
  readonly onStart?: (frames: number) => void;
  readonly onFrames?: (frames: number) => void;
  /** Told how many episodes an earlier run had done, where that is what this one goes on with. */
  readonly onResumed?: (episodes: number) => void;
}

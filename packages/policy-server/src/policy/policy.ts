import type {
  ActionChunk,
  ActionGripper,
  AnswerVocabulary,
  CameraSpec,
  InspireError,
  RgbImage,
} from '@inspire-vla/adapter';

/** What a policy sees in one step, in the robot's units. */
export interface PolicyObservation {
  /** Upright pictures by the policy's camera names, of any size. */
  readonly images: Readonly<Record<string, RgbImage>>;
  /** The robot's state [dimensions] as its sensors give it, or null where there is none. */
  readonly state: readonly number[] | null;
  readonly instruction: string;
  /** Questions to ask in place of the policy's own. */
  readonly questions?: readonly string[];
  /** Answers in place of the policy's own, in the order of its questions; null leaves one to it. */
  readonly answers?: readonly (string | null)[];
  /** Name of the dataset whose statistics the numbers follow; needed where the policy knows several and none is meant. */
  readonly dataset?: string;
}

/** One answer of the first step. */
export interface PolicyAnswer {
  readonly object: string;
  readonly question: string;
  readonly answer: string;
  /** Of the answer among the allowed ones, 0 to 1. */
  readonly probability: number;
  /** `guessed`: the last step's answer, which the model confirmed. */
  readonly origin: 'asked' | 'guessed' | 'forced';
}

/** Milliseconds of the parts of a step. */
export interface PolicyTimings {
  /** Bringing pictures and numbers into the backbone's form. */
  readonly prepare: number;
  /** The vision pass. */
  readonly images: number;
  /** The first pass of the text, with whatever could be sent with it. */
  readonly prompt: number;
  readonly answers: number;
  readonly actions: number;
  readonly total: number;
}

/** What a policy gives for one step. */
export interface PolicyReply {
  /** [horizon][dimensions] in the robot's units; every number is finite. */
  readonly actions: ActionChunk;
  readonly answers: readonly PolicyAnswer[];
  readonly timings: PolicyTimings;
  /** Forward passes, and the guessed answers that were tried and held. */
  readonly passes: number;
  readonly guesses: { readonly tried: number; readonly held: number };
}

/** What a policy takes and gives. */
export interface PolicyDescription {
  /** Name for people, logs and metadata. */
  readonly name: string;
  /** Cameras, the main one first. */
  readonly cameras: readonly CameraSpec[];
  /** Numbers of the state, or null where any number, or none, will do. */
  readonly stateDimensions: number | null;
  /** Actions per chunk, or null where that is open. */
  readonly horizon: number | null;
  /** Numbers per action, or null where that is open. */
  readonly actionDimensions: number | null;
  /** How the last number of an action has the gripper; left out where that is not known. */
  readonly gripper?: ActionGripper;
  /** Datasets whose statistics it knows; an observation may name one. */
  readonly datasets: readonly string[];
  /** Formulation of its questions and words of its answers; left out where that is not known. */
  readonly asked?: Pick<AnswerVocabulary, 'formulation' | 'words'>;
}

/** Options of {@link PolicyConnection.infer}. */
export interface InferOptions {
  /** Stops the step, e.g. where the client has gone. */
  readonly signal?: AbortSignal;
  /**
   * The caller needs the pictures no more: a policy in another thread may take their memory instead of a copy, and they
   * are empty afterwards. Nothing else may stand in the same memory. Default false.
   */
  readonly givesPictures?: boolean;
}

/** One client's place at a policy, with the memory of its last step. */
export interface PolicyConnection {
  /**
   * One step. Where it fails it throws; nothing stands in for an answer or an action.
   *
   * @throws InspireError `CAMERA_MISSING`, `CAMERA_UNKNOWN`, `PICTURE_SHAPE`, `STATE_SHAPE`, `DATASET_UNKNOWN`, `DATASET_MISSING`,
   * `ACTION_UNDECODABLE`, and what model and adapter throw.
   */
  infer(observation: PolicyObservation, options?: InferOptions): Promise<PolicyReply>;
  /** Forgets the last step, e.g. at the start of an episode. */
  reset(): void;
  /** Frees what is kept for this client. A server calls it when the client has gone and no step of it runs any more. */
  close(): void;
}

/** A policy that clients can be connected to. */
export interface Policy {
  readonly description: PolicyDescription;
  /** A new client. */
  connect(): PolicyConnection;
  /** Frees the model. Calling it twice is harmless. */
  close(): Promise<void>;
  /** Resolves when the policy can serve no more: to why, or to null after `close`. Without it, it always can. */
  readonly ended?: Promise<InspireError | null>;
}

import type { ActionCodec, ActionShape } from './actions.js';
import type { ImageSpec, RgbImage } from './images.js';
import type { EncodedPlan, Piece } from './layout.js';
import type { Plan } from './plan.js';
import type { Tokenizer } from './tokenizer.js';
import type { TrainingSpec } from './training.js';
import type { AnswerVocabulary } from './vocabulary.js';

/** Version of this contract. It stands in the adapter itself, so that two copies of the package can tell. */
export const specificationVersion = 1;

/** An answer as token ids, as they stand in the adapter's own layout (leading space and all). */
export interface AnswerChoice {
  readonly answer: string;
  /** At least one id. No choice's ids begin with all the ids of another's. */
  readonly ids: readonly number[];
}

/**
 * What InSpire must know of a backbone: how a plan is laid out in tokens, and what its actions are.
 *
 * Pure: text, tokens and numbers. It needs a tokenizer, but no weights.
 */
export interface VlaAdapter {
  /** {@link specificationVersion} of the contract that the adapter was written for. */
  readonly specificationVersion: typeof specificationVersion;
  /** Name for people and manifests. Shared code never compares it. */
  readonly id: string;
  /** Fills a sequence up at the end when examples of different length are batched. */
  readonly paddingId: number;
  /** Turns action chunks into token ids and back. */
  readonly actions: ActionCodec;
  /** The pictures that the backbone takes. */
  readonly images: ImageSpec;
  /**
   * The plan as pieces and slots in the backbone's order.
   *
   * @throws InspireError `PLAN_UNSUPPORTED` where the backbone cannot express the plan.
   */
  layout(plan: Plan): readonly Piece[];
  /** The token ids of every answer of a vocabulary, in its order. */
  answerChoices(vocabulary: AnswerVocabulary): readonly AnswerChoice[];
  /**
   * A valid, fully filled plan, for documentation, the conformance kit, and programs, which ask it whether the backbone
   * takes a state: it has one of the right size there, or null.
   */
  example(): Plan;
  /** How the reference prepares numbers for training; without it, programs must be told. */
  readonly training?: TrainingSpec;
  /**
   * Brings the pictures of one observation to the size of {@link images} by the reference's own rule, and puts the
   * reference's stand-in where an optional camera is missing. Without it, programs must bring pictures of that size.
   *
   * @throws InspireError `CAMERA_MISSING`, `CAMERA_UNKNOWN`, `PICTURE_SHAPE`.
   */
  prepareImages?(images: Readonly<Record<string, RgbImage>>): Promise<Readonly<Record<string, RgbImage>>>;
  /** Loss mask [ids] of the backbone's reference code, for parity, where it is no function of the roles. */
  referenceLossMask?(encoded: EncodedPlan): Uint8Array;
}

/** What an adapter module is given by a program that loads it by name, such as `inspire --adapter NAME`. */
export interface AdapterOptions {
  readonly tokenizer: Tokenizer;
  /** The action codec as written on the command line, e.g. `bins-extra` or `vq:PATH`. Default: the adapter's own. */
  readonly codec?: string;
  /** Shape of the action chunks, for codecs that take any. */
  readonly shape?: ActionShape;
  /** Names of the cameras that a checkpoint was trained with. Default: the adapter's own choice. */
  readonly cameras?: readonly string[];
  /** Width and height of the pictures that a checkpoint takes, pixels. Default: those of the reference. */
  readonly imageSize?: number;
  /**
   * What a codec makes of an id that is no action, where its reference takes it for the nearest that is: the same
   * (`nearest`, default), or a failure (`fail`), so that no words move a robot.
   */
  readonly foreignIds?: 'fail' | 'nearest';
  /** Another layout than the reference's, by a name of the adapter's own, as a checkpoint was trained with. */
  readonly variant?: string;
}

/** What an npm package or file must export to be loaded by name. */
export interface AdapterModule {
  /**
   * @throws InspireError `CODEC_UNKNOWN` for a codec that the adapter does not know, naming those that it does;
   * `CAMERA_UNKNOWN` for cameras that it cannot be trained with, `VARIANT_UNKNOWN` for a layout that it has not.
   */
  createAdapter(options: AdapterOptions): VlaAdapter | Promise<VlaAdapter>;
}

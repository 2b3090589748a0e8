import type { ActionChunk } from './actions.js';
import type { AnswerVocabulary } from './vocabulary.js';

/** A question about one object, and the slot for its answer. */
export interface QuestionTurn {
  readonly kind: 'question';
  /** The object's phrase as it stands in the question, e.g. "the black bowl". */
  readonly object: string;
  /** The whole question. */
  readonly question: string;
  /** One of the vocabulary's answers, or null for an empty slot that the model fills. */
  readonly answer: string | null;
}

/** The task in words. */
export interface InstructionTurn {
  readonly kind: 'instruction';
  readonly instruction: string;
}

/** The slot for the action chunk. */
export interface ActionTurn {
  readonly kind: 'action';
  /** The chunk, already normalised, or null for an empty slot that the model fills. */
  readonly actions: ActionChunk | null;
}

/** One turn of a plan. */
export type Turn = QuestionTurn | InstructionTurn | ActionTurn;

/** Where the questions stand: before the instruction, or between instruction and action. */
export const orders = ['vqa-first', 'instruct-first'] as const;

/** Name of an order of turns. */
export type Order = (typeof orders)[number];

/**
 * What is said between model and world for one observation, independent of any backbone.
 *
 * Filled slots make a training sequence, empty ones an inference prompt; the same layout is walked for both.
 */
export interface Plan {
  /** The answers that every question of this plan allows. */
  readonly vocabulary: AnswerVocabulary;
  /** The robot's state [dimensions], already normalised, or null where the backbone is given none. */
  readonly state: readonly number[] | null;
  /** The turns in order. Exactly one is an instruction; an action, if any, comes last. */
  readonly turns: readonly Turn[];
  /**
   * The order that the turns follow. It matters only to a plan without questions, which is the same in both: a backbone
   * may attend differently in them. Default: what the turns show.
   */
  readonly order?: Order;
}

import type { ActionDecoding, ActionShape } from '../actions.js';
import type { VlaAdapter } from '../adapter.js';
import type { Plan } from '../plan.js';
import type { VlaSession } from '../session.js';

/** Options of {@link runPlan}. */
export interface RunOptions {
  readonly adapter: VlaAdapter;
  /** A session that has seen nothing but its observation; it is left as the last pass leaves it. */
  readonly session: VlaSession;
  /** Filled answers are kept (forced); empty ones are asked. */
  readonly plan: Plan;
  /**
   * Answers expected at the question turns, in order, such as those of the last step; null where nothing is expected.
   * They save passes where they hold and never change the result.
   */
  readonly guesses?: readonly (string | null)[];
  /** Shape of the action chunk, for codecs that take any. */
  readonly shape?: ActionShape;
  /** Draws action ids at this temperature instead of taking the likeliest; 0, the default, takes the likeliest. */
  readonly temperature?: number;
  /** Uniform numbers in [0, 1) for drawing, e.g. of `createRandom`; needed with a temperature. */
  readonly random?: () => number;
  /** Stops the walk. */
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole step; looked at before each pass. */
  readonly deadline?: number;
  /** Milliseconds of the step that are over before the walk, e.g. with its pictures; they count for the deadline. Default 0. */
  readonly spent?: number;
}

/** One answer, and how sure the model was of it among the allowed answers. */
export interface AnswerResult {
  /** Index into the plan's turns. */
  readonly turn: number;
  readonly object: string;
  readonly answer: string;
  /** Probability of the answer among the allowed ones, 0 to 1; 1 for a forced answer. */
  readonly probability: number;
  /**
   * The allowed answers with their probabilities, which sum to 1. Answers whose ids begin alike and were left before
   * they parted share one entry. Empty for a forced answer.
   */
  readonly distribution: readonly { readonly answers: readonly string[]; readonly probability: number }[];
  /** `asked`: chosen by the model. `guessed`: a guess that the model confirmed. `forced`: given by the plan. */
  readonly origin: 'asked' | 'guessed' | 'forced';
}

/** Milliseconds of the parts of a walk. */
export interface RunTimings {
  /** The first pass: images, instruction, and whatever could be sent with it. */
  readonly prompt: number;
  /** Further passes until all answers are there. */
  readonly answers: number;
  readonly actions: number;
  readonly total: number;
}

/** What one walk gives. */
export interface RunResult {
  /** The plan with its answers filled, and its actions where they could be decoded. */
  readonly plan: Plan;
  /** In order of the question turns. */
  readonly answers: readonly AnswerResult[];
  /** Null where the plan has no action. A failure is a value; nothing stands in its place. */
  readonly actions: ActionDecoding | null;
  readonly actionIds: readonly number[];
  /** Natural logarithm of each action id's probability over the whole vocabulary. */
  readonly actionLogProbabilities: readonly number[];
  /** Calls of the session's `extend`. */
  readonly passes: number;
  /** Guesses that were tried, and those that held. */
  readonly guesses: { readonly tried: number; readonly held: number };
  readonly timings: RunTimings;
}

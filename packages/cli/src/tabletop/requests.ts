import type { EvaluatedEpisode, RecordedEpisode, Task } from '@inspire-vla/tabletop';
import type { AnswerSource } from './forced-answers.js';

/** A policy by name, as it is made in every thread. */
export type PolicyChoice =
  | { readonly kind: 'expert' | 'random' }
  | { readonly kind: 'server'; readonly url: string }
  /** A folder with `inspire-model.json`, whether code of its own may be run, and where its answers come from. */
  | {
      readonly kind: 'model';
      readonly folder: string;
      readonly isTrusted: boolean;
      readonly answers?: AnswerSource;
      /** Above 0, actions are drawn instead of chosen, in each episode from the seed of its start. */
      readonly temperature?: number;
    };

/** A policy that visits states, with the size of its pictures, pixels square; or what the hand was given before [length × 7]. */
export type RecordDriver =
  | {
      readonly kind: 'policy';
      readonly policy: PolicyChoice;
      readonly size: number;
      readonly replan: number | null;
    }
  | { readonly kind: 'moves'; readonly moves: Float64Array };

/** One piece of work for a {@link TabletopWorker}; plain data, as threads share nothing else. */
export type TabletopRequest =
  | {
      readonly kind: 'record';
      readonly task: Task;
      readonly seed: number;
      readonly noise: number;
      readonly bursts: number;
      /** Pixels square; null: without pictures. */
      readonly size: number | null;
      /** What moves the hand besides the expert; null: nothing. */
      readonly driver: RecordDriver | null;
    }
  | {
      readonly kind: 'evaluate';
      readonly task: Task;
      readonly seed: number;
      readonly policy: PolicyChoice;
      /** Pixels square, of what the policy sees. */
      readonly size: number;
      /** Actions of a chunk that are done before the policy is asked again; null: all. */
      readonly replan: number | null;
      readonly limit: number | null;
    };

/** How one episode of an evaluation went. */
export interface EpisodeOutcome extends EvaluatedEpisode {
  /** Answers that the policy gave, and those that were true. */
  readonly answered: number;
  readonly right: number;
}

/** What comes of a request, by its kind. */
export interface TabletopResults {
  readonly record: RecordedEpisode;
  readonly evaluate: EpisodeOutcome;
}

import type { ErrorDescription } from '@inspire-vla/adapter';
import type { EncodedEpisode, EpisodePlace } from '@inspire-vla/dataset';
import type { AnnotateOptions } from '../options.js';
import type { OutputShape } from '../output-shape.js';
import type { EpisodeNote } from '../tally.js';

/** What a thread is started with: all that it makes the same job of. */
export interface WorkerStart {
  readonly options: Omit<AnnotateOptions, 'signal' | 'onStart' | 'onFrames' | 'onResumed'>;
  /** Text of the statistics that tokens are made by, which are computed once. */
  readonly statistics: string | null;
}

/** What a thread is asked for. */
export type WorkerRequest =
  | { readonly kind: 'tokenLength'; readonly index: number }
  | {
      readonly kind: 'episode';
      readonly index: number;
      readonly place: EpisodePlace;
      readonly shape: OutputShape;
      readonly directory: string;
    };

/** What it answers. */
export type WorkerReply =
  | { readonly kind: 'tokenLength'; readonly length: number }
  | { readonly kind: 'episode'; readonly encoded: EncodedEpisode; readonly note: EpisodeNote }
  | { readonly kind: 'failure'; readonly error: ErrorDescription };

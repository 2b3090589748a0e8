import type { ImagePosition } from './images.js';
import type { Attention } from './layout.js';

/** Unnormalised log-probabilities [rows][vocabularySize], row-major; row i predicts the token after the i-th id that was asked for. */
export interface Logits {
  readonly rows: number;
  readonly vocabularySize: number;
  readonly values: Float32Array;
}

/** Options of {@link VlaSession.extend}. */
export interface ExtendOptions {
  /**
   * Which inputs' logits are wanted: only the last one's (1 row), those of the last so many ids, all (a row per id), or
   * those of the ids at some indices, ascending. `logitRows` reads it.
   */
  readonly logits: 'last' | 'all' | number | readonly number[];
  /** `block`: these ids (and images) see each other, as in π0-FAST's prefix. Default `causal`. */
  readonly attention?: Attention;
  /** Cameras whose embeddings enter before an id of this call (position counted within it). */
  readonly images?: readonly ImagePosition[];
  /** Aborts the pass; the session is then as before the call. */
  readonly signal?: AbortSignal;
}

/**
 * A model that has seen one observation: ONNX, remote or fake. The only effectful part of the contract.
 *
 * `extend` and `rewind` are enough to write two-step inference and speculation once for every backbone.
 */
export interface VlaSession {
  /** Positions in the KV cache so far, image embeddings included. */
  readonly length: number;
  /**
   * Appends token ids, keeps the KV cache, and gives logits.
   *
   * @throws InspireError `SESSION_CLOSED` after `close`, `SEQUENCE_TOO_LONG` beyond the model's context.
   */
  extend(ids: readonly number[], options: ExtendOptions): Promise<Logits>;
  /** Forgets everything after `length` positions, without recomputing what stands before. */
  rewind(length: number): void;
  /** Frees the session's memory. Calling it twice is harmless. */
  close(): Promise<void>;
}

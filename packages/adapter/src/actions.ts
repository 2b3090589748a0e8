/** A chunk of consecutive actions [horizon][dimensions], normalised to the codec's range. */
export type ActionChunk = readonly (readonly number[])[];

/** Why token ids are no action chunk. */
export interface ActionFailure {
  /** Machine-readable kind, e.g. `wrong-length`, `foreign-token`, `invalid-text`. */
  readonly reason: string;
  /** One sentence for a person. */
  readonly detail: string;
}

/** What decoding gives: a chunk, or a typed failure. Never zeros in place of a failure. */
export type ActionDecoding =
  | { readonly ok: true; readonly actions: ActionChunk }
  | { readonly ok: false; readonly failure: ActionFailure };

/** When the model has finished an action slot: after so many ids, or at an end id (which is not part of it). */
export type ActionStop =
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'token'; readonly ids: readonly number[]; readonly maximumLength: number };

/** Shape of an action chunk. */
export interface ActionShape {
  /** Number of consecutive actions. */
  readonly horizon: number;
  /** Numbers per action, e.g. 7: position 3, rotation 3, gripper 1. */
  readonly dimensions: number;
}

/** Turns normalised action chunks into token ids and back. Pure. */
export interface ActionCodec {
  /** Name as given on the command line, e.g. `bins-extra`. */
  readonly id: string;
  /** The shape of every chunk, or null where the codec takes any shape and `decode` must be told. */
  readonly shape: ActionShape | null;
  /** The adapter's stop rule for an action slot. */
  readonly stop: ActionStop;
  /**
   * Token ids of a chunk.
   *
   * @throws InspireError `ACTION_SHAPE` or `ACTION_NOT_FINITE` for a chunk that the codec cannot hold.
   */
  encode(actions: ActionChunk): readonly number[];
  /** The chunk that token ids stand for. Malformed ids are a failure value, not an exception. */
  decode(ids: readonly number[], shape?: ActionShape): ActionDecoding;
}

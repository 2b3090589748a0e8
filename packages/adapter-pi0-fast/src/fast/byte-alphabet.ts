/** The printable character that stands for each byte in a byte-level vocabulary, and the way back. */
export interface ByteAlphabet {
  /** Characters by byte [256]. */
  readonly characters: readonly string[];
  /** Bytes by character. */
  readonly bytes: ReadonlyMap<string, number>;
}

/**
 * GPT-2's alphabet: printable Latin-1 characters stand for themselves, the other bytes follow from U+0100 on.
 *
 * Source: openai/gpt-2 src/encoder.py `bytes_to_unicode`, which all byte-level tokenizers share.
 */
export function createByteAlphabet(): ByteAlphabet {
  let next = 0x100;
  const characters = Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(isPrintable(byte) ? byte : next++),
  );
  return { characters, bytes: new Map(characters.map((character, byte) => [character, byte])) };
}

function isPrintable(byte: number): boolean {
  return (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
}

/**
 * Splits a text as GPT-2 does; no token reaches over these boundaries.
 *
 * `\s` of JavaScript is not that of the reference (U+0085, U+FEFF), hence the Unicode property.
 */
export function splitWords(text: string): readonly string[] {
  return text.match(wordPattern) ?? [];
}

const wordPattern =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

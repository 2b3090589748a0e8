import { createByteAlphabet } from './byte-alphabet.js';
import type { BytePairs } from './byte-pairs.js';

/** Turns ids of the vocabulary into text, or gives null where their bytes are no UTF-8. */
export type BytePairDecoder = (ids: readonly number[]) => string | null;

/** Makes a byte-level BPE decoder. An id without a piece stands for no text, as in the reference. */
export function createBytePairDecoder({ vocabulary }: Pick<BytePairs, 'vocabulary'>): BytePairDecoder {
  const { bytes } = createByteAlphabet();
  const pieces: (readonly number[])[] = [];
  for (const [piece, id] of vocabulary) pieces[id] = bytesOf(piece, bytes);
  // Not `fatal`, which is several times slower: no coefficient of any use is U+FFFD, so it always means broken bytes.
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

  return (ids) => {
    let length = 0;
    for (const id of ids) length += pieces[id]?.length ?? 0;
    const bytes = new Uint8Array(length);
    let place = 0;
    for (const id of ids) for (const byte of pieces[id] ?? []) bytes[place++] = byte;
    const text = utf8.decode(bytes);
    return text.includes('\ufffd') ? null : text;
  };
}

/** A piece that is not spelt in the byte alphabet stands for its own UTF-8 bytes. */
function bytesOf(piece: string, bytes: ReadonlyMap<string, number>): readonly number[] {
  const characters = Array.from(piece, (character) => bytes.get(character));
  const isSpelt = characters.every((byte) => byte !== undefined);
  return isSpelt ? (characters as number[]) : [...new TextEncoder().encode(piece)];
}

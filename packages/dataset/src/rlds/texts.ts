import { readBytes, type ValueList } from './value-list.js';

/** UTF-8; fails on anything else. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** The texts of a `BytesList`. One that stands in many steps in a row, as instructions do, is decoded once. */
export function readTexts(list: ValueList): readonly string[] {
  let [before, text]: [Uint8Array | null, string] = [null, ''];
  return readBytes(list).map((bytes) => {
    if (before === null || Buffer.compare(before, bytes) !== 0) text = decodeText(bytes);
    before = bytes;
    return text;
  });
}

/** Whether a text says nothing. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

import { eachInteger, readBytes, type ValueList } from './value-list.js';

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

/**
 * Texts of an `Int64List` that holds `width` codes of Unicode characters for each, filled up with zeros: so
 * Language Table keeps its instructions (rlds/oxe/transforms.py of openvla/openvla decodes them).
 */
export function readCodedTexts(list: ValueList, width: number): readonly string[] {
  const texts: string[] = [];
  let [text, isAtEnd] = ['', false];
  eachInteger(list, (code, index) => {
    if (index % width === 0) [text, isAtEnd] = ['', false];
    if (code === 0n) isAtEnd = true;
    if (!isAtEnd) text += characterOf(code, index);
    if (index % width === width - 1) texts.push(text);
  });
  return texts;
}

function characterOf(code: bigint, index: number): string {
  const isSurrogate = code >= 0xd800n && code <= 0xdfffn;
  if (code < 0n || code > 0x10ffffn || isSurrogate)
    throw new RangeError(`value ${index} is ${code}, which no character has`);
  return String.fromCodePoint(Number(code));
}

/** Whether a text says nothing. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

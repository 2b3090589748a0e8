import type { FileHandle } from 'node:fs/promises';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { corrupt } from './errors.js';
import { readEntry } from './example.js';
import { placeOf, type RecordPlace, readRange } from './records.js';
import type { ValueList } from './value-list.js';

/** Bytes that are read at once: a handful of keys and their short values. */
const windowBytes = 4096;

/** More than a tag, a length and a key take. */
const peekBytes = 512;

/** A field of a message that has a length: where its content is, in bytes of the record. */
interface Field {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a few lists of a record and skips the others on disk, pictures above all, so that a dataset is opened without
 * reading it. The record's checksum is not looked at here.
 *
 * @throws InspireError `DATASET_CORRUPT`, with the byte.
 */
export async function scanRecord(
  handle: FileHandle,
  place: RecordPlace,
  isWanted: (key: string) => boolean,
): Promise<ReadonlyMap<string, ValueList>> {
  const peek = createWindow(handle, place);
  const lists = new Map<string, ValueList>();
  for await (const features of fields(peek, place, 0, place.length)) {
    if (features.number !== 1) continue;
    for await (const entry of fields(peek, place, features.start, features.end)) {
      if (entry.number !== 1 || !(await mayBeWanted(peek, entry, isWanted))) continue;
      const bytes = await readRange(handle, place, entry.start, entry.end - entry.start);
      const { key, list } = decode(place, entry.start, () => readEntry(bytes));
      if (list !== null && isWanted(key)) lists.set(key, list);
    }
  }
  return lists;
}

/** Bytes [from, from + count) of a record, fewer at its end. */
type Peek = (from: number, count: number) => Promise<Uint8Array>;

function createWindow(handle: FileHandle, place: RecordPlace): Peek {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array();
  return async (from, count) => {
    const end = Math.min(from + count, place.length);
    if (from < start || end > start + bytes.length) {
      start = from;
      bytes = await readRange(handle, place, from, Math.min(windowBytes, place.length - from));
    }
    return bytes.subarray(from - start, end - start);
  };
}

/** The fields with a length in [start, end); others are skipped. */
async function* fields(peek: Peek, place: RecordPlace, start: number, end: number): AsyncGenerator<Field> {
  for (let at = start; at < end; ) {
    const head = await peek(at, Math.min(peekBytes, end - at));
    const field = decode(place, at, () => readField(head, at));
    if (field.end > end) throw corrupt(placeOf(place, at), 'a field ends behind the message that it is in');
    if (field.number > 0) yield field;
    at = field.end;
  }
}

/** A field without a length, of which there are none in an Example, is given as number 0. */
function readField(head: Uint8Array, at: number): Field {
  const reader = new BinaryReader(head);
  const [number, wireType] = reader.tag();
  if (wireType !== WireType.LengthDelimited) {
    reader.skip(wireType, number);
    return { number: 0, start: at, end: at + reader.pos };
  }
  const length = reader.uint32();
  return { number, start: at + reader.pos, end: at + reader.pos + length };
}

/** Whether the entry's key is wanted, or cannot be told from its beginning. */
async function mayBeWanted(peek: Peek, { start, end }: Field, isWanted: (key: string) => boolean) {
  const head = await peek(start, Math.min(peekBytes, end - start));
  try {
    const reader = new BinaryReader(head);
    const [number] = reader.tag();
    return number !== 1 || isWanted(reader.string());
  } catch {
    return true;
  }
}

function decode<Result>(place: RecordPlace, byte: number, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    throw corrupt(placeOf(place, byte), 'the record is no tf.train.Example', cause);
  }
}

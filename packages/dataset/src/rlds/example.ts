import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { ListKind, ValueList } from './value-list.js';

/** Lists of `tf.train.Feature` by their field numbers (tensorflow/core/example/feature.proto). */
const kinds: readonly (ListKind | undefined)[] = [undefined, 'bytes', 'float', 'int64'];

/**
 * Reads the lists of a `tf.train.Example` whose keys are wanted; nothing is copied. Of a key that comes twice the last
 * counts, as protobuf has it. Fails on a malformed message.
 */
export function readExample(
  bytes: Uint8Array,
  isWanted: (key: string) => boolean,
): ReadonlyMap<string, ValueList> {
  const lists = new Map<string, ValueList>();
  for (const features of messages(bytes, 1)) {
    for (const entry of messages(features, 1)) {
      const { key, list } = readEntry(entry);
      if (!isWanted(key)) continue;
      if (list === null) lists.delete(key);
      else lists.set(key, list);
    }
  }
  return lists;
}

/** Reads an entry of the map `Features.feature`; the list is null where the feature has none. */
export function readEntry(entry: Uint8Array): { readonly key: string; readonly list: ValueList | null } {
  const reader = new BinaryReader(entry);
  let key = '';
  let list: ValueList | null = null;
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (wireType !== WireType.LengthDelimited) reader.skip(wireType, field);
    else if (field === 1) key = reader.string();
    else if (field === 2) list = readFeature(reader.bytes(), list);
    else reader.skip(wireType, field);
  }
  return { key, list };
}

function readFeature(bytes: Uint8Array, before: ValueList | null): ValueList | null {
  const reader = new BinaryReader(bytes);
  let list = before;
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const kind = kinds[field];
    if (kind === undefined || wireType !== WireType.LengthDelimited) reader.skip(wireType, field);
    else list = merge(list, { kind, message: reader.bytes() });
  }
  return list;
}

/** Of a `oneof` the last kind counts; lists of one kind are joined, and so are their messages by protobuf's rule. */
function merge(before: ValueList | null, after: ValueList): ValueList {
  if (before === null || before.kind !== after.kind) return after;
  return { kind: after.kind, message: Buffer.concat([before.message, after.message]) };
}

/** The messages in a field, one after the other. */
function* messages(bytes: Uint8Array, wanted: number): Generator<Uint8Array> {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === wanted && wireType === WireType.LengthDelimited) yield reader.bytes();
    else reader.skip(wireType, field);
  }
}

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Column } from '../episode.js';
import type { ListKind, ValueList } from './value-list.js';

/** Field numbers of the lists in `tf.train.Feature`. */
const fields: Readonly<Record<ListKind, number>> = { bytes: 1, float: 2, int64: 3 };

/** The list for values of a column: numbers packed, as tensorflow-datasets writes them. */
export function encodeColumn(column: Column): ValueList {
  if (column instanceof Float32Array || column instanceof Float64Array) {
    const { buffer, byteOffset, byteLength } = Float32Array.from(column);
    return { kind: 'float', message: packed(new Uint8Array(buffer, byteOffset, byteLength)) };
  }
  if (!ArrayBuffer.isView(column)) {
    const texts = new TextEncoder();
    return encodeFiles(Array.from<unknown>(column).map((text) => texts.encode(String(text))));
  }
  const values = new BinaryWriter();
  if (column instanceof BigInt64Array) for (const value of column) values.int64(value);
  else for (const value of column) values.int32(value);
  return { kind: 'int64', message: packed(values.finish()) };
}

/** The list for texts or picture files. */
export function encodeFiles(files: readonly Uint8Array[]): ValueList {
  const list = new BinaryWriter();
  for (const file of files) list.tag(1, WireType.LengthDelimited).bytes(file);
  return { kind: 'bytes', message: list.finish() };
}

function packed(values: Uint8Array): Uint8Array {
  return new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(values).finish();
}

/** A `tf.train.Example` of lists, in parts that follow each other, so that pictures are not copied again. */
export function encodeExample(
  lists: readonly (readonly [key: string, list: ValueList])[],
): readonly Uint8Array[] {
  const entries = lists.flatMap(([key, list]) => {
    const feature = [head(fields[list.kind], list.message.length), list.message];
    const value = [head(2, sizeOf(feature)), ...feature];
    const entry = [new BinaryWriter().tag(1, WireType.LengthDelimited).string(key).finish(), ...value];
    return [head(1, sizeOf(entry)), ...entry];
  });
  return [head(1, sizeOf(entries)), ...entries];
}

/** Tag and length of a field. */
function head(field: number, length: number): Uint8Array {
  return new BinaryWriter().tag(field, WireType.LengthDelimited).uint32(length).finish();
}

/** Bytes of all parts. */
export function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** How `tf.train.Feature` holds its values. */
export type ListKind = 'bytes' | 'float' | 'int64';

/** A list of `tf.train.Feature`, still encoded, so that only what is asked for costs time and memory. */
export interface ValueList {
  readonly kind: ListKind;
  /** The message `BytesList`, `FloatList` or `Int64List`. */
  readonly message: Uint8Array;
}

/** Wire type of a single value, outside of a packed run. */
const single: Readonly<Record<ListKind, WireType>> = {
  bytes: WireType.LengthDelimited,
  float: WireType.Bit32,
  int64: WireType.Varint,
};

/** Calls back for every packed run, and for every single value as a run of one. Fails on a malformed message. */
function eachRun({ kind, message }: ValueList, use: (run: Uint8Array) => void): void {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === 1 && wireType === WireType.LengthDelimited) use(reader.bytes());
    else if (field === 1 && wireType === single[kind]) {
      const start = reader.pos;
      reader.skip(wireType, field);
      use(message.subarray(start, reader.pos));
    } else reader.skip(wireType, field);
  }
}

/** How many values a list has. */
export function countValues(list: ValueList): number {
  let count = 0;
  eachRun(list, (run) => {
    if (list.kind === 'bytes') count += 1;
    else if (list.kind === 'float') count += wholeFloats(run);
    else for (const byte of run) count += byte < 0x80 ? 1 : 0;
  });
  return count;
}

function wholeFloats(run: Uint8Array): number {
  if (run.length % 4 !== 0) throw new RangeError(`a run of 32-bit floats has ${run.length} bytes`);
  return run.length / 4;
}

/** The values of a `FloatList`. */
export function readFloats(list: ValueList): Float32Array {
  const values = new Float32Array(countValues(list));
  // Copied byte by byte, since a run may begin at any offset. Node.js runs on little-endian machines, as protobuf is.
  const bytes = new Uint8Array(values.buffer);
  let offset = 0;
  eachRun(list, (run) => {
    bytes.set(run, offset);
    offset += run.length;
  });
  return values;
}

/** Calls back for every value of an `Int64List`, with its place. */
export function eachInteger(list: ValueList, use: (value: bigint, index: number) => void): void {
  let index = 0;
  eachRun(list, (run) => {
    const reader = new BinaryReader(run);
    while (reader.pos < reader.len) {
      use(BigInt(reader.int64()), index);
      index += 1;
    }
  });
}

/** The values of an `Int64List` of bytes, such as pixels: many, of which no big integers are made. */
export function readSmallIntegers(list: ValueList): Uint8Array {
  const values = new Uint8Array(countValues(list));
  let index = 0;
  eachRun(list, (run) => {
    const reader = new BinaryReader(run);
    while (reader.pos < reader.len) {
      const value = reader.uint32();
      if (value > 255) throw new RangeError(`value ${index} is no byte`);
      values[index] = value;
      index += 1;
    }
  });
  return values;
}

/** The values of a `BytesList`, as parts of the message. */
export function readBytes(list: ValueList): readonly Uint8Array[] {
  const values: Uint8Array[] = [];
  eachRun(list, (run) => values.push(run));
  return values;
}

/** The first value of a `BytesList`, if there is one. */
export function firstBytes(list: ValueList): Uint8Array | undefined {
  let first: Uint8Array | undefined;
  eachRun(list, (run) => {
    first ??= run;
  });
  return first;
}

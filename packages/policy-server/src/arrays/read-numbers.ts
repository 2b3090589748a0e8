import { InspireError } from '@inspire-vla/adapter';
import { parseDType } from './dtype.js';
import type { NdArray } from './nd-array.js';

type Read = (view: DataView, byte: number, isLittleEndian: boolean) => number;

const readers: Readonly<Record<string, Read>> = {
  b1: (view, byte) => (view.getUint8(byte) === 0 ? 0 : 1),
  u1: (view, byte) => view.getUint8(byte),
  i1: (view, byte) => view.getInt8(byte),
  u2: (view, byte, little) => view.getUint16(byte, little),
  i2: (view, byte, little) => view.getInt16(byte, little),
  u4: (view, byte, little) => view.getUint32(byte, little),
  i4: (view, byte, little) => view.getInt32(byte, little),
  u8: (view, byte, little) => Number(view.getBigUint64(byte, little)),
  i8: (view, byte, little) => Number(view.getBigInt64(byte, little)),
  f2: (view, byte, little) => halfFloat(view.getUint16(byte, little)),
  f4: (view, byte, little) => view.getFloat32(byte, little),
  f8: (view, byte, little) => view.getFloat64(byte, little),
};

/**
 * The numbers of an array, row-major; bools are 0 and 1, and 64-bit integers are rounded to doubles.
 *
 * @throws InspireError `ARRAY_DTYPE` for text and times.
 *
 * @example
 * ```ts
 * import { createNdArray, readNumbers } from '@inspire-vla/policy-server/client';
 *
 * console.log(readNumbers(createNdArray(Int16Array.of(-1, 2)))); // Float64Array(2) [ -1, 2 ]
 * ```
 */
export function readNumbers({ dtype, bytes }: NdArray, at = 'array'): Float64Array {
  const { kind, size, isBigEndian } = parseDType(dtype, at);
  const read = readers[`${kind}${size}`];
  if (read === undefined) {
    throw new InspireError({
      code: 'ARRAY_DTYPE',
      message: `an array of dtype ${dtype} holds no numbers`,
      at,
      fix: 'send <f4 or <f8',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length / size }, (_, index) =>
    read(view, index * size, !isBigEndian),
  );
}

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

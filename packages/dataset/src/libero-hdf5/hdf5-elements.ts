type View = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayLike<number | bigint>;

/** How the bytes of an element type become numbers: bytes as they are, all others as 64-bit floats. */
export const elementReaders: ReadonlyMap<string, (bytes: Uint8Array) => Float64Array | Uint8Array> = new Map([
  ['u1', (bytes: Uint8Array): Float64Array | Uint8Array => bytes],
  ['f8', (bytes) => new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)],
  ['f4', widened(Float32Array, 4)],
  ['i1', widened(Int8Array, 1)],
  ['i2', widened(Int16Array, 2)],
  ['u2', widened(Uint16Array, 2)],
  ['i4', widened(Int32Array, 4)],
  ['u4', widened(Uint32Array, 4)],
  ['i8', widened(BigInt64Array, 8)],
  ['u8', widened(BigUint64Array, 8)],
]);

function widened(type: View, size: number): (bytes: Uint8Array) => Float64Array {
  return ({ buffer, byteOffset, length }) =>
    Float64Array.from(new type(buffer, byteOffset, length / size), Number);
}

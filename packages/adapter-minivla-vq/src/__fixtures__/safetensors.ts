import type { Tensors } from '../index.js';

/** Writes float32 tensors as a safetensors file; `header` changes the header before it is written. */
export function writeSafetensors(tensors: Tensors, change: (header: object) => unknown = (same) => same): Uint8Array {
  let offset = 0;
  const entries = [...tensors].map(([name, { shape, data }]) => {
    const start = offset;
    offset += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, offset] }] as const;
  });
  const header = Buffer.from(JSON.stringify(change(Object.fromEntries(entries))));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const data = [...tensors.values()].map((tensor) => Buffer.from(tensor.data.buffer));
  return new Uint8Array(Buffer.concat([length, header, ...data]));
}

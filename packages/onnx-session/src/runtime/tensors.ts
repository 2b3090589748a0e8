import { InspireError } from '@inspire-vla/adapter';
import type { OnnxRuntime, OnnxTensor } from './runtime.js';

/** Makes a tensor of whole numbers. */
export function int64Tensor(
  { Tensor }: OnnxRuntime,
  values: readonly number[],
  dims: readonly number[] = [1, values.length],
): OnnxTensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}

/** Makes a tensor of 32-bit floats around an array, without a copy. */
export function floatTensor(
  { Tensor }: OnnxRuntime,
  values: Float32Array,
  dims: readonly number[],
): OnnxTensor {
  return new Tensor('float32', values, dims);
}

/** The numbers of a tensor of 32-bit floats, without a copy. */
export function floatsOf(tensor: OnnxTensor | undefined, name: string): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new InspireError({
    code: 'GRAPH_OUTPUT',
    message: `${name} is ${tensor === undefined ? 'missing' : tensor.type}, not float32`,
    at: name,
    fix: 'export the model with inputs and outputs in float32',
  });
}

/** The numbers of a tensor of a KV cache, without a copy; 16-bit floats as their bits. */
export function cacheNumbersOf({ data, type }: OnnxTensor): Float32Array | Uint16Array {
  if (data instanceof Float32Array || data instanceof Uint16Array) return data;
  // Newer runtimes give 16-bit floats as such; their bits are what is copied.
  if (ArrayBuffer.isView(data)) return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  throw new InspireError({ code: 'GRAPH_OUTPUT', message: `the cache is ${type}`, at: 'present.0.key' });
}

import { InspireError } from '@inspire-vla/adapter';
import { parseDType } from './dtype.js';

/** A numpy array as it travels: raw bytes in C order, and what they mean. */
export interface NdArray {
  readonly kind: 'array';
  /** numpy's `.str`, e.g. `<f4`, `|u1`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** shape × size of an element, row-major. */
  readonly bytes: Uint8Array;
}

/** A numpy scalar that is not a plain Python number, e.g. `np.float32(0.5)`. */
export interface NumpyScalar {
  readonly kind: 'scalar';
  readonly dtype: string;
  readonly value: number | bigint | boolean | string | Uint8Array;
}

/** Typed arrays that have a dtype in numpy. */
export type NumberArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

const dtypes: Readonly<Record<string, string>> = {
  Uint8Array: '|u1',
  Int8Array: '|i1',
  Uint16Array: '<u2',
  Int16Array: '<i2',
  Uint32Array: '<u4',
  Int32Array: '<i4',
  Float32Array: '<f4',
  Float64Array: '<f8',
  BigInt64Array: '<i8',
  BigUint64Array: '<u8',
};

/**
 * An array of numbers in memory, row-major, as numpy takes it.
 *
 * @param shape - default: one axis.
 * @throws InspireError `ARRAY_SHAPE` where shape and numbers disagree.
 *
 * @example
 * ```ts
 * import { createNdArray } from '@inspire-vla/policy-server/client';
 *
 * const state = createNdArray(Float64Array.of(0.1, 0.2, 0.3));
 * console.log(state.dtype, state.shape); // <f8 [ 3 ]
 * ```
 */
export function createNdArray(numbers: NumberArray, shape: readonly number[] = [numbers.length]): NdArray {
  // Node's Buffer is a Uint8Array of another name.
  const dtype = dtypes[numbers.constructor.name] ?? '|u1';
  const { buffer, byteOffset, byteLength } = numbers;
  const array = {
    kind: 'array',
    dtype,
    shape,
    bytes: new Uint8Array(buffer, byteOffset, byteLength),
  } as const;
  checkNdArray(array, 'array');
  return array;
}

/**
 * Checks that an array from outside is one.
 *
 * @throws InspireError `ARRAY_DTYPE`, `ARRAY_SHAPE`.
 */
export function checkNdArray({ dtype, shape, bytes }: NdArray, at: string): void {
  const { size } = parseDType(dtype, at);
  const isShape = shape.length <= 32 && shape.every((axis) => Number.isSafeInteger(axis) && axis >= 0);
  const wanted = shape.reduce((product, axis) => product * axis, size);
  if (isShape && wanted === bytes.length) return;
  throw new InspireError({
    code: 'ARRAY_SHAPE',
    message: `${bytes.length} bytes are no array of shape [${shape.slice(0, 8).join(', ')}] and dtype ${dtype}`,
    at,
    fix: 'send the bytes of the whole array in C order',
  });
}

import { InspireError } from '@inspire-vla/adapter';
import { parseDType } from '../arrays/dtype.js';
import { checkNdArray, type NumpyScalar } from '../arrays/nd-array.js';
import { pack, unpackMap } from './message-pack.js';
import {
  isNdArray,
  isNumpyScalar,
  isValueMap,
  plainBytes,
  toValue,
  type Value,
  type ValueMap,
} from './value.js';

const decoder = new TextDecoder();
const key = (text: string) => new TextEncoder().encode(text);

/** Keys of type bin: Python's peers do not recognise an array by keys of type str. */
const keys = {
  array: key('__ndarray__'),
  scalar: key('__npgeneric__'),
  data: key('data'),
  dtype: key('dtype'),
  shape: key('shape'),
};

/**
 * A message in openpi's msgpack-numpy. JavaScript does not tell 1.0 from 1: whole numbers are written as integers.
 *
 * Source: openpi-client 0.1.2 msgpack_numpy.py.
 */
export function encodeOpenpi(message: ValueMap): Uint8Array {
  return pack(toPackable(message));
}

/**
 * Reads a message of openpi's msgpack-numpy. Arrays are views into the message.
 *
 * @throws InspireError `MESSAGE_CORRUPT`, `ARRAY_DTYPE`, `ARRAY_SHAPE`.
 */
export function decodeOpenpi(message: Uint8Array): ValueMap {
  const value = toValue(unpackMap(message), readMap, '');
  if (isValueMap(value)) return value;
  throw new InspireError({ code: 'MESSAGE_CORRUPT', message: 'the message is an array', fix: 'send a map' });
}

function toPackable(value: Value | undefined): unknown {
  if (isNdArray(value)) {
    checkNdArray(value, 'array');
    return new Map<Uint8Array, unknown>([
      [keys.array, true],
      [keys.data, value.bytes],
      [keys.dtype, value.dtype],
      [keys.shape, value.shape],
    ]);
  }
  if (isNumpyScalar(value)) {
    return new Map<Uint8Array, unknown>([
      [keys.scalar, true],
      [keys.data, value.value],
      [keys.dtype, value.dtype],
    ]);
  }
  if (Array.isArray(value)) return value.map(toPackable);
  if (!isValueMap(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return new Map(present.map(([name, inner]) => [name, toPackable(inner)]));
}

/** Recognises arrays and scalars, which alone have keys of type bin. */
function readMap(map: ReadonlyMap<unknown, unknown>, at: string): Value | null {
  const fields = new Map<string, unknown>();
  for (const [name, value] of map) {
    if (!(name instanceof Uint8Array)) return null;
    fields.set(decoder.decode(name), value);
  }
  const dtype = fields.get('dtype');
  const data = fields.get('data');
  if (typeof dtype !== 'string') return null;
  if (fields.get('__npgeneric__') === true) return readScalar(data, dtype, at);
  const shape = fields.get('shape');
  if (fields.get('__ndarray__') !== true || !(data instanceof Uint8Array) || !Array.isArray(shape))
    return null;
  const array = { kind: 'array', dtype, shape: shape.map(Number), bytes: plainBytes(data) } as const;
  checkNdArray(array, at);
  return array;
}

function readScalar(data: unknown, dtype: string, at: string): NumpyScalar {
  parseDType(dtype, at);
  const isNative =
    ['number', 'bigint', 'boolean', 'string'].includes(typeof data) || data instanceof Uint8Array;
  if (isNative) return { kind: 'scalar', dtype, value: data as NumpyScalar['value'] };
  throw new InspireError({
    code: 'MESSAGE_CORRUPT',
    message: 'a numpy scalar has no value',
    at,
    fix: 'send one',
  });
}

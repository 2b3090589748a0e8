import { InspireError } from '@inspire-vla/adapter';
import type { NdArray, NumpyScalar } from '../arrays/nd-array.js';

/** A value of a message: what MessagePack and JSON have, and numpy's arrays and scalars. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | NdArray
  | NumpyScalar
  | readonly Value[]
  | ValueMap;

/** A map with text keys. */
export interface ValueMap {
  readonly [key: string]: Value | undefined;
}

/** Whether a value is a numpy array. */
export function isNdArray(value: unknown): value is NdArray {
  return isKind(value, 'array') && (value as Partial<NdArray>).bytes instanceof Uint8Array;
}

/** Whether a value is a numpy scalar. */
export function isNumpyScalar(value: unknown): value is NumpyScalar {
  return isKind(value, 'scalar') && 'value' in value;
}

/** Whether a value is a map with text keys. */
export function isValueMap(value: unknown): value is ValueMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Uint8Array) && !isNdArray(value) && !isNumpyScalar(value);
}

function isKind(value: unknown, kind: string): value is object {
  if (typeof value !== 'object' || value === null || isReceivedMap(value)) return false;
  return 'kind' in value && value.kind === kind && 'dtype' in value;
}

/** A client's map is no array, whatever its keys say: arrays are made here, and checked. */
function isReceivedMap(value: object): boolean {
  return Object.getPrototypeOf(value) === null;
}

/** The same bytes as a plain Uint8Array: Node's libraries give Buffers. */
export function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Nothing that these protocols send is deeper. */
const greatestDepth = 32;

/** Turns what a library decoded into values; `readMap` recognises numpy's arrays. */
export function toValue(
  decoded: unknown,
  readMap: (map: ReadonlyMap<unknown, unknown>, at: string) => Value | null,
  at: string,
  depth = 0,
): Value {
  if (depth > greatestDepth) throw refused('the message is nested too deeply', at);
  const inner = (value: unknown, key: string) =>
    toValue(value, readMap, at === '' ? key : `${at}.${key}`, depth + 1);
  if (decoded === null || ['boolean', 'number', 'bigint', 'string'].includes(typeof decoded)) {
    return decoded as Value;
  }
  if (decoded instanceof Uint8Array) return plainBytes(decoded);
  if (Array.isArray(decoded)) return decoded.map((value, index) => inner(value, String(index)));
  if (decoded instanceof Map) return readMap(decoded, at) ?? toRecord(decoded, inner, at);
  throw refused('the message has a value of a type that does not travel', at);
}

function toRecord(
  map: ReadonlyMap<unknown, unknown>,
  inner: (value: unknown, key: string) => Value,
  at: string,
): ValueMap {
  // Without a prototype, so that no key of a client has a meaning; isReceivedMap knows it by that.
  const record: Record<string, Value> = Object.create(null);
  for (const [key, value] of map) {
    if (typeof key !== 'string') throw refused('a map has a key that is no text', at);
    record[key] = inner(value, key);
  }
  return record;
}

function refused(message: string, at: string): InspireError {
  return new InspireError({
    code: 'MESSAGE_CORRUPT',
    message,
    at: at === '' ? 'message' : at,
    fix: 'send maps with text keys, lists, numbers, texts, bytes and numpy arrays',
  });
}

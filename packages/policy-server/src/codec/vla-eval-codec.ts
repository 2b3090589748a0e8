import { InspireError } from '@inspire-vla/adapter';
import { checkNdArray, type NdArray } from '../arrays/nd-array.js';
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

/** A message in vla-eval's MessagePack: like openpi's, but with keys of type str. */
export function encodeVlaEval(message: ValueMap): Uint8Array {
  return pack(toPackable(message));
}

/** A message of vla-eval whose contents are not read yet, so that an error can be answered under its number. */
export interface VlaEvalMessage {
  readonly type: string;
  readonly seq: number;
  /**
   * Reads the contents; compressed pictures stay as they are, so that a browser needs no decoder.
   *
   * @throws InspireError `MESSAGE_CORRUPT`, `ARRAY_DTYPE`, `ARRAY_SHAPE`.
   */
  readPayload(): ValueMap;
}

/**
 * Opens a message of vla-eval.
 *
 * @throws InspireError `MESSAGE_CORRUPT`.
 */
export function openVlaEval(message: Uint8Array): VlaEvalMessage {
  const fields = unpackMap(message);
  const [type, seq] = [fields.get('type'), fields.get('seq')];
  if (typeof type !== 'string') throw corrupt('type', 'it is no text', 'send a type of message');
  if (typeof seq !== 'number') throw corrupt('seq', 'it is no number', 'number your messages');
  return {
    type,
    seq,
    readPayload() {
      const payload = toValue(fields.get('payload') ?? null, readMap, 'payload');
      if (isValueMap(payload)) return payload;
      throw corrupt('payload', 'it is no map', 'send a map');
    },
  };
}

function corrupt(at: string, message: string, fix: string): InspireError {
  return new InspireError({ code: 'MESSAGE_CORRUPT', message, at, fix });
}

function toPackable(value: Value | undefined): unknown {
  if (isNdArray(value)) {
    const { dtype, shape, bytes } = value;
    return { __ndarray__: true, data: bytes, dtype, shape };
  }
  if (isNumpyScalar(value)) return value.value;
  if (Array.isArray(value)) return value.map(toPackable);
  if (!isValueMap(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(present.map(([name, inner]) => [name, toPackable(inner)]));
}

function readMap(map: ReadonlyMap<unknown, unknown>, at: string): NdArray | null {
  const isRaw = map.get('__image__') === true && map.get('format') === 'raw';
  if (map.get('__ndarray__') !== true && !isRaw) return null;
  const [data, shape, dtype] = [
    map.get('data'),
    map.get('shape'),
    map.get('dtype') ?? (isRaw ? '|u1' : null),
  ];
  if (!(data instanceof Uint8Array) || !Array.isArray(shape) || typeof dtype !== 'string') return null;
  const array = { kind: 'array', dtype, shape: shape.map(Number), bytes: plainBytes(data) } as const;
  checkNdArray(array, at);
  return array;
}

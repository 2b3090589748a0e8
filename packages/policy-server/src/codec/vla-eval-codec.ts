import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { checkNdArray, type NdArray } from '../arrays/nd-array.js';
import { decodePicture } from './decode-picture.js';
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
   * Reads the contents; compressed pictures become arrays [height, width, 3] of `|u1`.
   *
   * @throws InspireError `MESSAGE_CORRUPT`, `ARRAY_DTYPE`, `ARRAY_SHAPE`, `PICTURE_CORRUPT`, `SHARP_MISSING`.
   */
  readPayload(): Promise<ValueMap>;
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
    async readPayload() {
      const payload = toValue(fields.get('payload') ?? null, readMap, 'payload');
      if (isValueMap(payload)) return (await decodePictures(payload, '')) as ValueMap;
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

async function decodePictures(value: Value, at: string): Promise<Value> {
  if (Array.isArray(value))
    return Promise.all(value.map((inner, index) => decodePictures(inner, `${at}.${index}`)));
  if (!isValueMap(value)) return value;
  const { __image__: isPicture, data } = value;
  if (isPicture === true && data instanceof Uint8Array) return toArray(await decodePicture(data, at));
  const decoded: Record<string, Value> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== undefined) decoded[name] = await decodePictures(inner, at === '' ? name : `${at}.${name}`);
  }
  return decoded;
}

function toArray({ width, height, bytes }: RgbImage): NdArray {
  return { kind: 'array', dtype: '|u1', shape: [height, width, 3], bytes };
}

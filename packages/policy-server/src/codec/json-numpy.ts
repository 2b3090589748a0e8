import { InspireError } from '@inspire-vla/adapter';
import { checkNdArray, type NdArray } from '../arrays/nd-array.js';
import { fromBase64, toBase64 } from './base64.js';
import { isNdArray } from './value.js';

/**
 * JSON with numpy arrays as the Python package json_numpy writes them, bytes in base64.
 *
 * @throws InspireError `ARRAY_DTYPE`, `ARRAY_SHAPE`.
 */
export function encodeJsonNumpy(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (!isNdArray(inner)) return inner;
    const { bytes, dtype, shape } = inner;
    return { __numpy__: toBase64(bytes), dtype, shape };
  });
}

/**
 * Reads JSON with numpy arrays.
 *
 * @throws InspireError `MESSAGE_CORRUPT` where it is no JSON, `ARRAY_BASE64`, `ARRAY_DTYPE`, `ARRAY_SHAPE`.
 */
export function decodeJsonNumpy(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('__numpy__' in value)) return value;
      return readArray(value, key);
    });
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new InspireError({
      code: 'MESSAGE_CORRUPT',
      message: `the text is no JSON (${cause.message})`,
      at: 'body',
      fix: 'send one JSON object, as json_numpy writes it',
      cause,
    });
  }
}

function readArray(value: object, at: string): NdArray {
  const { __numpy__: text, dtype, shape } = value as Partial<Record<string, unknown>>;
  const bytes = typeof text === 'string' ? fromBase64(text) : null;
  if (bytes === null) {
    throw new InspireError({
      code: 'ARRAY_BASE64',
      message: 'the bytes of an array are no base64',
      at,
      fix: 'send them as json_numpy does',
    });
  }
  const axes = Array.isArray(shape) ? shape.map(Number) : [Number.NaN];
  const array = { kind: 'array', dtype: typeof dtype === 'string' ? dtype : '', shape: axes, bytes } as const;
  checkNdArray(array, at);
  return array;
}

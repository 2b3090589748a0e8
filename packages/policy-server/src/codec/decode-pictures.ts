import type { RgbImage } from '@inspire-vla/adapter';
import type { NdArray } from '../arrays/nd-array.js';
import { decodePicture } from './decode-picture.js';
import { isValueMap, type Value, type ValueMap } from './value.js';

/**
 * A message of vla-eval whose compressed pictures are arrays [height, width, 3] of `|u1`.
 *
 * @throws InspireError `PICTURE_CORRUPT`, `SHARP_MISSING`.
 */
export async function decodePictures(payload: ValueMap): Promise<ValueMap> {
  return (await decode(payload, '')) as ValueMap;
}

async function decode(value: Value, at: string): Promise<Value> {
  if (Array.isArray(value)) return Promise.all(value.map((inner, index) => decode(inner, `${at}.${index}`)));
  if (!isValueMap(value)) return value;
  const { __image__: isPicture, data } = value;
  if (isPicture === true && data instanceof Uint8Array) return toArray(await decodePicture(data, at));
  const decoded: Record<string, Value> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== undefined) decoded[name] = await decode(inner, at === '' ? name : `${at}.${name}`);
  }
  return decoded;
}

function toArray({ width, height, bytes }: RgbImage): NdArray {
  return { kind: 'array', dtype: '|u1', shape: [height, width, 3], bytes };
}

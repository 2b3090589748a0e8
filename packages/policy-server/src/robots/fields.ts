import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import type { NdArray } from '../arrays/nd-array.js';
import { readNumbers } from '../arrays/read-numbers.js';
import { roundToHalf } from '../arrays/round-to-half.js';
import { isNdArray, isNumpyScalar, type Value } from '../codec/value.js';

/** @throws InspireError `FIELD_INVALID` */
export function invalidField(at: string, message: string, fix: string): InspireError {
  return new InspireError({ code: 'FIELD_INVALID', message, at, fix });
}

/** @throws InspireError `FIELD_MISSING` where it is undefined or null. */
export function required(value: Value | undefined, at: string): Value {
  if (value !== undefined && value !== null) return value;
  throw new InspireError({
    code: 'FIELD_MISSING',
    message: `the observation lacks ${at}`,
    at,
    fix: `send ${at} with every observation`,
  });
}

/**
 * Reads a picture [height, width, 3] or [3, height, width], of `|u1`, or of floats in 0..1 as openpi takes them.
 *
 * @throws InspireError `FIELD_INVALID`, `FIELD_MISSING`.
 */
export function readPicture(value: Value | undefined, at: string): RgbImage {
  const array = required(value, at);
  if (!isNdArray(array)) throw invalidField(at, 'it is no array', pictureFix);
  const [first = 0, second = 0, third = 0] = array.shape;
  const isChannelsLast = third === 3;
  const [height, width] = isChannelsLast ? [first, second] : [second, third];
  if (array.shape.length !== 3 || (!isChannelsLast && first !== 3) || height * width === 0) {
    throw invalidField(at, `its shape is [${array.shape.join(', ')}]`, pictureFix);
  }
  const levels = readLevels(array, at);
  return { width, height, bytes: isChannelsLast ? levels : channelsLast(levels, height * width) };
}

const pictureFix = 'send an RGB picture [height, width, 3] of dtype |u1';

function readLevels(array: NdArray, at: string): Uint8Array {
  if (array.dtype === '|u1') return array.bytes;
  if (!/^[<>]f[248]$/.test(array.dtype)) throw invalidField(at, `its dtype is ${array.dtype}`, pictureFix);
  const numbers = readNumbers(array, at);
  if (!numbers.every((level) => level >= 0 && level <= 1)) {
    throw invalidField(at, 'it has floats beyond 0..1', pictureFix);
  }
  // openpi multiplies in the array's own precision, then cuts fractions off: 100 / 255 as <f2 is 100 again, not 99.
  const round = rounders[array.dtype.slice(1)] ?? ((value) => value);
  return Uint8Array.from(numbers, (level) => Math.floor(round(level * 255)));
}

const rounders: Readonly<Record<string, (value: number) => number>> = { f2: roundToHalf, f4: Math.fround };

function channelsLast(levels: Uint8Array, pixels: number): Uint8Array {
  const bytes = new Uint8Array(levels.length);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      bytes[pixel * 3 + channel] = levels[channel * pixels + pixel] ?? 0;
    }
  }
  return bytes;
}

/**
 * Reads a list of finite numbers: an array of one axis (or of none, for one number), or a plain list.
 *
 * @param length - how many are needed, or null for any number.
 * @throws InspireError `FIELD_INVALID`, `FIELD_MISSING`.
 */
export function readVector(value: Value | undefined, length: number | null, at: string): readonly number[] {
  const given = required(value, at);
  const fix = length === null ? 'send finite numbers' : `send ${length} finite numbers, e.g. of dtype <f8`;
  const numbers = numbersOf(given, at);
  if (numbers === null) throw invalidField(at, 'it is no list of numbers', fix);
  const isLength = length === null || numbers.length === length;
  if (!isLength) throw invalidField(at, `it has ${numbers.length} numbers`, fix);
  if (!numbers.every(Number.isFinite)) throw invalidField(at, 'it has a number that is not finite', fix);
  return numbers;
}

function numbersOf(value: Value, at: string): readonly number[] | null {
  if (isNdArray(value)) return value.shape.length <= 1 ? Array.from(readNumbers(value, at)) : null;
  const numbers = (Array.isArray(value) ? value : [value]).map(numberOf);
  return numbers.every((number) => number !== null) ? numbers : null;
}

/** A plain number, or one of numpy's scalars. */
function numberOf(value: Value): number | null {
  const number = isNumpyScalar(value) ? value.value : value;
  return typeof number === 'number' || typeof number === 'bigint' ? Number(number) : null;
}

/** No instruction or question is longer. */
const longestText = 10_000;

/** @throws InspireError `FIELD_INVALID`, `FIELD_MISSING`. */
export function readText(value: Value | undefined, at: string): string {
  const text = required(value, at);
  if (typeof text === 'string' && text.trim() !== '' && text.length <= longestText) return text;
  const problem = typeof text === 'string' ? `it has ${text.length} characters` : 'it is no text';
  throw invalidField(at, problem, `send a text of 1 to ${longestText} characters`);
}

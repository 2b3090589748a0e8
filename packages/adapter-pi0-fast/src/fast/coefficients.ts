import { InspireError } from '@inspire-vla/adapter';
import type { Precision } from './cosine-transform.js';

/** How coefficients become the characters of a text, and back. */
export interface CoefficientScale {
  readonly scale: number;
  readonly minimumToken: number;
}

/** The smallest surrogate; no text has these code points. */
const firstSurrogate = 0xd800;

/**
 * Rounded coefficients of a transform.
 *
 * Source: physical-intelligence/fast processing_action_tokenizer.py; numpy.around rounds halves to the even neighbour.
 */
export function quantize(coefficients: Float64Array, scale: number, precision: Precision): Float64Array {
  const isSingle = precision === 'float32';
  const quantized = new Float64Array(coefficients.length);
  for (let index = 0; index < quantized.length; index += 1) {
    const coefficient = coefficients[index] as number;
    const scaled = isSingle ? Math.fround(Math.fround(coefficient) * scale) : coefficient * scale;
    quantized[index] = roundHalfToEven(scaled);
  }
  return quantized;
}

/**
 * The text whose code points are the coefficients above the smallest one; smaller ones are clamped, as the reference does.
 *
 * @throws InspireError `ACTION_RANGE` for a coefficient too large for a character.
 */
export function textOf(quantized: Float64Array, minimumToken: number): string {
  let text = '';
  for (let index = 0; index < quantized.length; index += 1) {
    const code = Math.max((quantized[index] as number) - minimumToken, 0);
    if (code >= firstSurrogate) throw outOfRange();
    text += String.fromCharCode(code);
  }
  return text;
}

/** Coefficients of a text, not yet transformed back. */
export function coefficientsOf(text: string, { scale, minimumToken }: CoefficientScale): Float64Array {
  const coefficients = new Float64Array(text.length);
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) as number;
    if (code > 0xffff) index += 1;
    coefficients[count++] = (code + minimumToken) / scale;
  }
  return coefficients.subarray(0, count);
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** The error for a chunk that the tokenizer has no characters for. */
export function outOfRange(): InspireError {
  return new InspireError({
    code: 'ACTION_RANGE',
    message: 'a coefficient of the chunk lies outside what the action tokenizer can write',
    at: 'actions',
    fix: 'normalise the actions to about -1..1, or fit the action tokenizer to data of this range',
  });
}

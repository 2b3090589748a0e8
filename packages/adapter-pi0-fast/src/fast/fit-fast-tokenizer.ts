import { type ActionChunk, InspireError } from '@inspire-vla/adapter';
import { createByteAlphabet, splitWords } from './byte-alphabet.js';
import type { FastTokenizer } from './byte-pairs.js';
import { flattenChunk, shapeOf } from './chunk.js';
import { quantize, textOf } from './coefficients.js';
import { createCosineTransform } from './cosine-transform.js';
import { trainBytePairs } from './train-byte-pairs.js';

/** Options of {@link fitFastTokenizer}. */
export interface FitOptions {
  /** Coefficients are multiplied by this before rounding; default 10. */
  readonly scale?: number;
  /** Pieces of the vocabulary; default 1024. */
  readonly vocabularySize?: number;
  /**
   * Pieces that the vocabulary begins with. `range`: a character per coefficient, as the reference has it; a chunk whose
   * coefficients were never seen may then have no ids. `bytes`: all 256 bytes, as FAST+ has it; every chunk has ids.
   * Default `range`.
   */
  readonly alphabet?: 'range' | 'bytes';
}

/**
 * Fits a FAST tokenizer to action chunks, which may differ in shape.
 *
 * Source: physical-intelligence/fast processing_action_tokenizer.py `UniversalActionProcessor.fit`: an alphabet that
 * spans the coefficients, pairs seen at least twice, pieces below 10,000 characters.
 *
 * @throws InspireError `FIT_RANGE` for a range of coefficients that is larger than the vocabulary, `FIT_EMPTY` for no
 * chunk at all, `FIT_OPTIONS` for a scale or a size of the vocabulary that is none, `ACTION_SHAPE` or `ACTION_NOT_FINITE` for a chunk that is none.
 *
 * @example
 * ```ts
 * import { fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
 *
 * const chunks = [0, 1, 2].map((phase) => [[Math.sin(phase)], [Math.sin(phase + 0.1)]]);
 * console.log(fitFastTokenizer(chunks, { vocabularySize: 512 }).minimumToken);
 * ```
 */
export function fitFastTokenizer(chunks: readonly ActionChunk[], options: FitOptions = {}): FastTokenizer {
  const { scale = 10, vocabularySize = 1024, alphabet = 'range' } = options;
  checkOptions(scale, vocabularySize);
  const transform = createCosineTransform();
  const quantized = chunks.map((chunk) => {
    const { horizon, dimensions } = shapeOf(chunk, null);
    const values = flattenChunk(chunk, { horizon, dimensions });
    return quantize(transform.forward(values, horizon, dimensions), scale, 'float64');
  });
  const { minimum, range } = rangeOf(quantized);
  if (range > vocabularySize) throw tooWide(range, vocabularySize);
  const { vocabulary, merges } = trainBytePairs(countWords(quantized, minimum), {
    alphabet:
      alphabet === 'bytes'
        ? createByteAlphabet().characters
        : Array.from({ length: range + 1 }, (_, code) => String.fromCharCode(code)),
    vocabularySize,
    minimumFrequency: 2,
    maximumLength: 10_000,
  });
  return { vocabulary, merges, scale, minimumToken: minimum };
}

/** Everything rounds to 0 at a scale of 0, and is divided by it when it is read. */
function checkOptions(scale: number, vocabularySize: number): void {
  if (!(Number.isFinite(scale) && scale > 0)) throw wrongOption('scale', scale, 'a number above 0');
  if (!Number.isSafeInteger(vocabularySize) || vocabularySize < 1)
    throw wrongOption('vocabularySize', vocabularySize, 'a whole number of pieces');
}

function wrongOption(at: string, value: number, wanted: string): InspireError {
  return new InspireError({ code: 'FIT_OPTIONS', message: `${at} is ${value}`, at, fix: `give ${wanted}` });
}

function rangeOf(quantized: readonly Float64Array[]): { readonly minimum: number; readonly range: number } {
  let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of quantized) {
    for (const value of values) {
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
  }
  if (minimum <= maximum) return { minimum, range: maximum - minimum };
  throw new InspireError({
    code: 'FIT_EMPTY',
    message: 'there is no action chunk to fit the tokenizer to',
    at: 'chunks',
    fix: 'give at least one chunk',
  });
}

function countWords(quantized: readonly Float64Array[], minimum: number): ReadonlyMap<string, number> {
  const { characters } = createByteAlphabet();
  const utf8 = new TextEncoder();
  const counts = new Map<string, number>();
  for (const values of quantized) {
    for (const word of splitWords(textOf(values, minimum))) {
      const spelt = Array.from(utf8.encode(word), (byte) => characters[byte]).join('');
      counts.set(spelt, (counts.get(spelt) ?? 0) + 1);
    }
  }
  return counts;
}

function tooWide(range: number, vocabularySize: number): InspireError {
  return new InspireError({
    code: 'FIT_RANGE',
    message: `the coefficients span ${range} values, the vocabulary has ${vocabularySize} pieces`,
    at: 'vocabularySize',
    fix: 'normalise the actions to about -1..1, lower the scale, or give a larger vocabulary',
  });
}

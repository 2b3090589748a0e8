import { type ActionCodec, type ActionDecoding, type ActionShape, InspireError } from '@inspire-vla/adapter';
import { createBytePairDecoder } from './byte-pair-decoder.js';
import { createBytePairEncoder } from './byte-pair-encoder.js';
import type { FastTokenizer } from './byte-pairs.js';
import { chunkOf, failure, flattenChunk, shapeOf } from './chunk.js';
import { coefficientsOf, outOfRange, quantize, textOf } from './coefficients.js';
import { createCosineTransform, type Precision } from './cosine-transform.js';
import { createIdMap } from './id-map.js';

/** Options of {@link createFastCodec}. */
export interface FastCodecOptions {
  /** From {@link parseFastTokenizer} or {@link fitFastTokenizer}. */
  readonly fast: FastTokenizer;
  /** Name as given on the command line; default `fast`. */
  readonly id?: string;
  /** The shape of every chunk; default any, and `decode` must be told. */
  readonly shape?: ActionShape;
  /** Entries of the backbone's vocabulary; FAST id t is id `vocabularySize` − 1 − `fastSkipTokens` − t. Default PaliGemma's 257,152. */
  readonly vocabularySize?: number;
  /** Entries at its end that actions leave alone, as openpi and lerobot name them. Default 128, PaliGemma's segmentation tokens. */
  readonly fastSkipTokens?: number;
  /** Another number of coefficients than a chunk has: a failure (default), or cut off or filled with zeros. */
  readonly length?: 'strict' | 'relaxed';
  /** An id below the action tokens: a failure (default), or left out, as the reference does without a word. */
  readonly foreignIds?: 'fail' | 'drop';
  /** What the chunk's numbers are held in, for coefficients that lie between two roundings. Default `float64`. */
  readonly precision?: Precision;
}

/** Entries of PaliGemma's vocabulary. */
const paligemmaSize = 257_152;

/** PaliGemma's segmentation tokens, at the end of its vocabulary. */
const paligemmaSkipTokens = 128;

/** openpi samples at most so many ids. */
const maximumLength = 256;

/**
 * FAST: the DCT of a chunk over time, rounded, as a text, as byte-pair ids, at the end of PaliGemma's vocabulary.
 *
 * Ids are mapped directly. The reference goes through text, and loses runs of tabs on the way: 25 of 6,000 smooth
 * chunks come back as zeros there. A chunk that is clamped at the smallest coefficient decodes to another one, as in the
 * reference. `stop` has no end ids of its own: the adapter's layout has them.
 *
 * Source: physical-intelligence/fast processing_action_tokenizer.py; openpi\@15a9616a src/openpi/models/tokenizer.py
 * `FASTTokenizer`; the relaxed length is that of lerobot's pi0_fast.
 *
 * @throws InspireError `ACTION_SHAPE` for a shape that is none, `VOCABULARY_SIZE` for a vocabulary without room for the
 * action tokens.
 *
 * @example
 * ```ts
 * import { createFastCodec, fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
 *
 * const chunk = [[0.5, -1], [0.6, -1], [0.7, 1]];
 * const codec = createFastCodec({ fast: fitFastTokenizer([chunk]) });
 * const ids = codec.encode(chunk);
 * console.log(codec.decode(ids, { horizon: 3, dimensions: 2 })); // about the chunk
 * console.log(codec.decode(ids.slice(1), { horizon: 3, dimensions: 2 })); // { ok: false, failure: { … } }
 * ```
 */
export function createFastCodec(options: FastCodecOptions): ActionCodec {
  const { fast, id = 'fast', shape: fixedShape = null, vocabularySize = paligemmaSize } = options;
  if (fixedShape !== null) checkShape(fixedShape);
  const { length = 'strict', foreignIds = 'fail', precision = 'float64' } = options;
  const { fastSkipTokens = paligemmaSkipTokens } = options;
  const encodeText = createBytePairEncoder(fast);
  const decodeText = createBytePairDecoder(fast);
  const transform = createCosineTransform(precision);
  const idMap = createIdMap({ vocabularySize, fastSkipTokens, foreignIds, tokens: fast.vocabulary.values() });

  return {
    id,
    shape: fixedShape,
    stop: { kind: 'token', ids: [], maximumLength },
    encode(actions) {
      const { horizon, dimensions } = shapeOf(actions, fixedShape);
      const values = flattenChunk(actions, { horizon, dimensions });
      const held = precision === 'float32' ? values.map(Math.fround) : values;
      const coefficients = transform.forward(held, horizon, dimensions);
      const ids = encodeText(textOf(quantize(coefficients, fast.scale, precision), fast.minimumToken));
      if (ids === null) throw outOfRange();
      return idMap.toBackbone(ids);
    },
    decode(ids, asked): ActionDecoding {
      const shape = checkShape(asked ?? fixedShape ?? shapeMissing());
      const tokens = idMap.toFast(ids);
      if ('ok' in tokens) return tokens;
      const text = decodeText(tokens);
      if (text === null) return failure('invalid-text', 'the bytes of the ids are no text');
      const coefficients = coefficientsOf(text, fast);
      const wrong = lengthFailure(coefficients.length, shape, length === 'relaxed');
      if (wrong !== null) return wrong;
      const { horizon, dimensions } = shape;
      const whole = ofLength(coefficients, horizon * dimensions);
      return { ok: true, actions: chunkOf(transform.inverse(whole, horizon, dimensions), shape) };
    },
  };
}

/** Also in relaxed decoding something must have been decoded: nothing is not the chunk that stands still. */
function lengthFailure(
  count: number,
  { horizon, dimensions }: ActionShape,
  isRelaxed: boolean,
): ActionDecoding | null {
  if (count === horizon * dimensions || (isRelaxed && count > 0)) return null;
  return failure(
    'wrong-length',
    `the ids hold ${count} coefficients, a chunk of ${horizon} × ${dimensions} has ${horizon * dimensions}`,
  );
}

/** Cuts off what is too much, and fills up with zeros: the highest frequencies stand at the end. */
function ofLength(coefficients: Float64Array, length: number): Float64Array {
  if (coefficients.length === length) return coefficients;
  const whole = new Float64Array(length);
  whole.set(coefficients.subarray(0, length));
  return whole;
}

function checkShape(shape: ActionShape): ActionShape {
  const { horizon, dimensions } = shape;
  if ([horizon, dimensions].every((count) => Number.isSafeInteger(count) && count > 0)) return shape;
  throw new InspireError({
    code: 'ACTION_SHAPE',
    message: `a chunk cannot have ${horizon} × ${dimensions} numbers`,
    at: 'shape',
    fix: 'give a horizon and dimensions of at least 1',
  });
}

function shapeMissing(): never {
  throw new InspireError({
    code: 'SHAPE_MISSING',
    message: 'FAST ids do not say how many actions they hold',
    at: 'shape',
    fix: 'give the horizon and the dimensions of the chunk (--horizon and --dimensions)',
  });
}

import { type ActionCodec, type ActionDecoding, type ActionShape, InspireError } from '@inspire-vla/adapter';
import { chunkOf, failure, flattenChunk, lengthFailure } from './chunk.js';

/** Options of {@link createBinsCodec}. */
export interface BinsCodecOptions {
  /** Name as given on the command line. */
  readonly id: string;
  /** Ids end here: digit d of 1..256 is id `vocabularySize` − d. 151,643 for `bins`, 151,921 for `bins-extra`. */
  readonly vocabularySize: number;
  /** Actions per chunk; default 1. */
  readonly horizon?: number;
  /** Numbers per action; default 7. */
  readonly dimensions?: number;
}

/** Edges of the bins: linspace(-1, 1, 256). The last digit stands for values at the upper edge. */
const edges = 256;

/**
 * OpenVLA's action tokens: each number of an action in −1..1 falls into one of 256 bins, one token per number.
 *
 * Source: openvla/openvla\@c8f03f48 prismatic/vla/action_tokenizer.py. Values beyond the range are clipped, as there.
 * The reference also clips foreign ids to the nearest bin; here they are a failure.
 *
 * @throws InspireError `VOCABULARY_SIZE` for a vocabulary without room for the bins, `ACTION_SHAPE` for a chunk without
 * numbers.
 *
 * @example
 * ```ts
 * import { createBinsCodec } from '@inspire-vla/adapter-minivla-vq';
 *
 * const codec = createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921, dimensions: 3 });
 * console.log(codec.encode([[-1, 0, 1]])); // [ 151920, 151793, 151665 ]
 * console.log(codec.decode([151_920, 151_793])); // { ok: false, failure: { reason: 'wrong-length', … } }
 * ```
 */
export function createBinsCodec(options: BinsCodecOptions): ActionCodec {
  const { id, vocabularySize, horizon = 1, dimensions = 7 } = options;
  const shape = { horizon, dimensions };
  const length = horizon * dimensions;
  checkSizes(vocabularySize, shape);
  return {
    id,
    shape,
    stop: { kind: 'length', length },
    encode: (actions) => flattenChunk(actions, shape).map((value) => vocabularySize - digitOf(value)),
    decode(ids): ActionDecoding {
      const wrong = lengthFailure(ids, length);
      if (wrong !== null) return wrong;
      const foreign = ids.findIndex((token) => !isDigit(vocabularySize - token));
      if (foreign >= 0)
        return failure('foreign-token', `id ${ids[foreign]} at position ${foreign} is no action token`);
      const values = ids.map((token) => centreOf(vocabularySize - token));
      return { ok: true, actions: chunkOf(values, shape) };
    },
  };
}

/** Ids of a vocabulary that is too small, or none, would be negative or NaN, and still be given. */
function checkSizes(vocabularySize: number, { horizon, dimensions }: ActionShape): void {
  if (!Number.isSafeInteger(vocabularySize) || vocabularySize < edges) {
    throw new InspireError({
      code: 'VOCABULARY_SIZE',
      message: `${edges} bins do not fit into a vocabulary of ${vocabularySize}`,
      at: 'vocabularySize',
      fix: 'give the id after the last bin: 151643 for bins, 151921 for bins-extra',
    });
  }
  if ([horizon, dimensions].every((count) => Number.isSafeInteger(count) && count > 0)) return;
  throw new InspireError({
    code: 'ACTION_SHAPE',
    message: `a chunk cannot have ${horizon} × ${dimensions} numbers`,
    at: 'shape',
    fix: 'give a horizon and dimensions of at least 1',
  });
}

/** numpy.digitize over the edges: how many of them are not above the value. */
function digitOf(value: number): number {
  const clipped = Math.max(-1, Math.min(1, value));
  const guess = Math.floor(((clipped + 1) / 2) * (edges - 1)) + 1;
  // Rounding may be off by one at an edge, so the neighbours decide.
  if (guess < edges && clipped >= edgeAt(guess)) return guess + 1;
  return clipped < edgeAt(guess - 1) ? guess - 1 : guess;
}

function edgeAt(index: number): number {
  return index === edges - 1 ? 1 : -1 + index * (2 / (edges - 1));
}

function isDigit(digit: number): boolean {
  return Number.isInteger(digit) && digit >= 1 && digit <= edges;
}

function centreOf(digit: number): number {
  const bin = Math.min(edges - 2, digit - 1);
  return (edgeAt(bin) + edgeAt(bin + 1)) / 2;
}

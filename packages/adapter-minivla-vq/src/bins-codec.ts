import { type ActionChunk, type ActionCodec, type ActionDecoding, InspireError } from '@inspire-vla/adapter';

/** Options of {@link createBinsCodec}. */
export interface BinsCodecOptions {
  /** Name as given on the command line. */
  readonly id: string;
  /** Ids end here: digit d of 1..256 is id `vocabularySize` − d. */
  readonly vocabularySize: number;
  /** Numbers per action; default 7. */
  readonly dimensions?: number;
}

/** Edges of the bins: linspace(-1, 1, 256). The last digit stands for values at the upper edge. */
const edges = 256;

/**
 * OpenVLA's action tokens: each number of an action in −1..1 falls into one of 256 bins, one token per number.
 *
 * Source: openvla/openvla\@c8f03f48 prismatic/vla/action_tokenizer.py. Values beyond the range are clipped, as there.
 */
export function createBinsCodec({ id, vocabularySize, dimensions = 7 }: BinsCodecOptions): ActionCodec {
  const shape = { horizon: 1, dimensions };
  return {
    id,
    shape,
    stop: { kind: 'length', length: dimensions },
    encode(actions) {
      checkShape(actions, dimensions);
      return actions.flat().map((value) => vocabularySize - digitOf(value));
    },
    decode(ids): ActionDecoding {
      if (ids.length !== dimensions) {
        return failure('wrong-length', `${ids.length} ids were given, an action has ${dimensions}`);
      }
      const foreign = ids.findIndex((token) => !isDigit(vocabularySize - token));
      if (foreign >= 0)
        return failure('foreign-token', `id ${ids[foreign]} at position ${foreign} is no action token`);
      return { ok: true, actions: [ids.map((token) => centreOf(vocabularySize - token))] };
    },
  };
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
  const bin = Math.max(0, Math.min(edges - 2, digit - 1));
  return (edgeAt(bin) + edgeAt(bin + 1)) / 2;
}

function checkShape(actions: ActionChunk, dimensions: number): void {
  if (actions.length !== 1 || actions[0]?.length !== dimensions) {
    const given = `[${actions.length}, ${actions[0]?.length ?? 0}]`;
    throw new InspireError({
      code: 'ACTION_SHAPE',
      message: `the action chunk has shape ${given}, the codec takes [1, ${dimensions}]`,
      at: 'actions',
      fix: 'give one action per chunk',
    });
  }
  const index = actions[0].findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw new InspireError({
    code: 'ACTION_NOT_FINITE',
    message: 'a number of the action is NaN or infinite',
    at: `actions[0][${index}]`,
    fix: 'check the normalisation statistics',
  });
}

function failure(reason: string, detail: string): ActionDecoding {
  return { ok: false, failure: { reason, detail } };
}

import { InspireError } from '@inspire-vla/adapter';
import { misfit } from '../errors.js';

/** Between the tokenizer's ids and the rows of a model's embedding. */
export interface VocabularyMap {
  /** Ids of the tokenizer: entries of a row of logits. */
  readonly size: number;
  /** Rows of the model's embedding. */
  readonly rows: number;
  /**
   * Rows of ids.
   *
   * @throws InspireError `TOKEN_UNKNOWN` for an id that the model does not know.
   */
  toRows(ids: readonly number[]): readonly number[];
  /** Logits [n × size] from logits [n × rows]; −Infinity for ids that were pruned. No copy where none was. */
  toLogits(values: Float32Array): Float32Array;
}

/** The map of a model that knows the ids 0 to size − 1. */
export function createFullMap(size: number): VocabularyMap {
  return {
    size,
    rows: size,
    toRows(ids) {
      ids.forEach((id, index) => {
        if (!(Number.isInteger(id) && id >= 0 && id < size)) throw unknownToken(id, index, size);
      });
      return ids;
    },
    toLogits: (values) => values,
  };
}

/**
 * The map of a model whose embedding was pruned.
 *
 * @param kept - the tokenizer's ids that were kept, ascending: the embedding's row i is id kept[i].
 * @throws InspireError `VOCABULARY_INVALID` where they are not ascending ids below `size`.
 */
export function createPrunedMap(size: number, kept: readonly number[], at: string): VocabularyMap {
  const wrong = kept.findIndex(
    (id, row) => !(Number.isInteger(id) && id > (kept[row - 1] ?? -1) && id < size),
  );
  if (wrong !== -1 || kept.length === 0) {
    const found = kept.length === 0 ? 'no id is kept' : `entry ${wrong} is ${kept[wrong]}`;
    throw misfit('VOCABULARY_INVALID', `${found}; kept ids must ascend and be below ${size}`, at);
  }
  const rowOf = new Map(kept.map((id, row) => [id, row]));
  const ids = Uint32Array.from(kept);
  return {
    size,
    rows: kept.length,
    toRows: (ids) => ids.map((id, index) => rowOf.get(id) ?? failUnknown(id, index, size)),
    toLogits(values) {
      const rows = values.length / kept.length;
      const logits = new Float32Array(rows * size).fill(Number.NEGATIVE_INFINITY);
      for (let row = 0; row < rows; row += 1)
        // Runs in every step of decoding: a loop takes half of the time of `forEach`.
        for (let column = 0; column < ids.length; column += 1)
          logits[row * size + (ids[column] ?? 0)] = values[row * ids.length + column] ?? 0;
      return logits;
    },
  };
}

/** No vocabulary is so large; a damaged file may claim any range. */
const idLimit = 2 ** 24;

/**
 * The kept ids in a JSON file: a list of ids, or of [first, last] for ids that adjoin.
 *
 * @throws InspireError `VOCABULARY_INVALID`.
 */
export function parseKeptIds(text: string, at: string): readonly number[] {
  const parsed = parseJson(text, at);
  if (!Array.isArray(parsed)) throw misfit('VOCABULARY_INVALID', 'the kept ids are no list', at);
  return parsed.flatMap((entry: unknown, index) => {
    if (typeof entry === 'number') return [entry];
    const [first, last] = Array.isArray(entry) && entry.length === 2 ? (entry as unknown[]) : [];
    if (typeof first === 'number' && typeof last === 'number' && last >= first && last < idLimit)
      return Array.from({ length: last - first + 1 }, (_, step) => first + step);
    throw misfit(
      'VOCABULARY_INVALID',
      `entry ${index} is neither an id nor [first, last] below ${idLimit}`,
      at,
    );
  });
}

function parseJson(text: string, at: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw misfit('VOCABULARY_INVALID', 'the kept ids are no JSON', at);
  }
}

function failUnknown(id: number, index: number, size: number): never {
  throw unknownToken(id, index, size);
}

function unknownToken(id: number, index: number, size: number) {
  const isPruned = Number.isInteger(id) && id >= 0 && id < size;
  const cause: UnknownToken = { unknownToken: id };
  return new InspireError({
    code: 'TOKEN_UNKNOWN',
    message: `id ${id} at index ${index} ${isPruned ? 'was pruned from the model' : `is not below ${size}`}`,
    at: 'session.extend',
    fix: isPruned ? 'export the model with this id kept' : 'use the tokenizer that the manifest names',
    cause,
  });
}

/** What lies beneath `TOKEN_UNKNOWN`. */
interface UnknownToken {
  readonly unknownToken: number;
}

/**
 * The id that a `TOKEN_UNKNOWN` is about, for one who has the tokenizer and can say which word it is; null for any other
 * error.
 *
 * @example
 * ```ts
 * import { unknownTokenOf } from '@inspire-vla/onnx-session';
 *
 * unknownTokenOf(new Error('another')); // null
 * ```
 */
export function unknownTokenOf(error: unknown): number | null {
  if (!InspireError.isInstance(error) || error.code !== 'TOKEN_UNKNOWN') return null;
  const { unknownToken } = Object(error.cause) as Partial<UnknownToken>;
  return unknownToken ?? null;
}

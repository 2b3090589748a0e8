import {
  type ExtendOptions,
  InspireError,
  type Logits,
  logitRows,
  type VlaSession,
} from '@inspire-vla/adapter';

/** A call that a {@link FakeSession} has had. */
export type FakeCall =
  | ({ readonly kind: 'extend'; readonly ids: readonly number[]; readonly start: number } & ExtendOptions)
  | { readonly kind: 'rewind'; readonly length: number }
  | { readonly kind: 'close' };

/** Options of {@link createFakeSession}. */
export interface FakeSessionOptions {
  /** Entries of a row of logits. */
  readonly vocabularySize: number;
  /** The id that is to have the greatest logit after these ids, or a whole row of logits [vocabularySize]. */
  readonly next: (ids: readonly number[]) => number | Float32Array;
  /** Positions that one camera's embeddings take; default 1. */
  readonly imageLength?: number;
  /** Positions at most; default no limit. */
  readonly maximumLength?: number;
}

/** A session that plays a script and keeps account of what it was asked. */
export interface FakeSession extends VlaSession {
  /** Every call so far, in order. */
  readonly calls: readonly FakeCall[];
  /** Ids in the cache now: what was sent and not rewound. */
  readonly ids: readonly number[];
  /** Ids that were sent in all, rewound ones included: what a model would have computed. */
  readonly computed: number;
}

/** One position of the cache: an id, or an image embedding. */
type Position = number | 'image';

/**
 * A session without a model, for tests of inference code and of adapters.
 *
 * It keeps the contract: positions are counted, images take theirs, `rewind` forgets, a closed session refuses, and an
 * aborted pass leaves the session as it was.
 *
 * @example
 * ```ts
 * import { createFakeSession } from '@inspire-vla/adapter-test-kit';
 *
 * const session = createFakeSession({ vocabularySize: 10, next: (ids) => ids.length });
 * const { values } = await session.extend([7, 7, 7], { logits: 'last' });
 * console.log(values.indexOf(1), session.length, session.calls.length); // 3 3 1
 * ```
 */
export function createFakeSession(options: FakeSessionOptions): FakeSession {
  const { vocabularySize, next, imageLength = 1, maximumLength = Number.POSITIVE_INFINITY } = options;
  const calls: FakeCall[] = [];
  let cache: readonly Position[] = [];
  let computed = 0;
  let isClosed = false;

  async function extend(ids: readonly number[], extendOptions: ExtendOptions): Promise<Logits> {
    if (isClosed) throw misuse('SESSION_CLOSED', 'the session is closed', 'open a new one');
    extendOptions.signal?.throwIfAborted();
    const after = [...cache, ...positionsOf(ids, extendOptions, imageLength)];
    if (after.length > maximumLength) {
      const message = `${after.length} positions are more than the context of ${maximumLength}`;
      throw misuse('SEQUENCE_TOO_LONG', message, 'ask about fewer objects');
    }
    const wanted = logitRows(extendOptions.logits, ids.length);
    calls.push({ kind: 'extend', ids: [...ids], start: cache.length, ...extendOptions });
    const known = idsOf(cache);
    cache = after;
    computed += ids.length;
    const rows = wanted.map((index) => rowOf([...known, ...ids.slice(0, index + 1)]));
    return { rows: rows.length, vocabularySize, values: concatenate(rows, vocabularySize) };
  }

  function rowOf(ids: readonly number[]): Float32Array {
    const predicted = next(ids);
    if (typeof predicted !== 'number') return predicted;
    if (!(Number.isInteger(predicted) && predicted >= 0 && predicted < vocabularySize)) {
      const message = `the script gave the id ${predicted}, which is none of the ${vocabularySize} of the vocabulary`;
      throw misuse('LOGITS_SHAPE', message, 'give vocabularySize with the action ids, or mend the script');
    }
    const row = new Float32Array(vocabularySize);
    row[predicted] = 1;
    return row;
  }

  return {
    extend,
    rewind(length) {
      if (!Number.isInteger(length) || length < 0 || length > cache.length) {
        throw misuse(
          'SESSION_REWIND',
          `cannot rewind ${cache.length} positions to ${length}`,
          'rewind to less',
        );
      }
      calls.push({ kind: 'rewind', length });
      cache = cache.slice(0, length);
    },
    async close() {
      if (!isClosed) calls.push({ kind: 'close' });
      isClosed = true;
    },
    get length() {
      return cache.length;
    },
    get calls() {
      return [...calls];
    },
    get ids() {
      return idsOf(cache);
    },
    get computed() {
      return computed;
    },
  };
}

/**
 * A script that goes on with a given sequence, as a model would that has learnt it by heart; beyond its end, id 0.
 *
 * @example
 * ```ts
 * import { createFakeSession, followSequence } from '@inspire-vla/adapter-test-kit';
 *
 * const session = createFakeSession({ vocabularySize: 10, next: followSequence([4, 5, 6]) });
 * const { values } = await session.extend([4], { logits: 'last' });
 * console.log(values.indexOf(1)); // 5
 * ```
 */
export function followSequence(sequence: readonly number[]): (ids: readonly number[]) => number {
  return (ids) => sequence[ids.length] ?? 0;
}

function positionsOf(
  ids: readonly number[],
  { images = [] }: ExtendOptions,
  imageLength: number,
): readonly Position[] {
  const before = (index: number) =>
    images
      .filter(({ position }) => position === index)
      .flatMap(() => Array.from({ length: imageLength }, () => 'image' as const));
  return [...ids.flatMap((id, index): readonly Position[] => [...before(index), id]), ...before(ids.length)];
}

function idsOf(cache: readonly Position[]): readonly number[] {
  return cache.filter((position) => position !== 'image');
}

function concatenate(rows: readonly Float32Array[], vocabularySize: number): Float32Array {
  const values = new Float32Array(rows.length * vocabularySize);
  rows.forEach((row, index) => {
    if (row.length !== vocabularySize) {
      const message = `the script gave a row of ${row.length} logits, not ${vocabularySize}`;
      throw misuse('LOGITS_SHAPE', message, 'mend the script of the fake session');
    }
    values.set(row, index * vocabularySize);
  });
  return values;
}

function misuse(code: string, message: string, fix: string): InspireError {
  return new InspireError({ code, message, at: 'session', fix });
}

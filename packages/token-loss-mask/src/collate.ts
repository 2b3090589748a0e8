import { InspireError, type Role, type Span } from '@inspire-vla/adapter';

/** One sequence with its masks, all of the same length. */
export interface Example {
  readonly ids: readonly number[];
  readonly spans: readonly Span[];
  /** 1 where the token is learnt. */
  readonly loss: Uint8Array;
  /** 1 where a causal step begins. */
  readonly causal: Uint8Array;
}

/** Options of {@link collate}. */
export interface CollateOptions {
  readonly paddingId: number;
  /** Length of every row; default the longest example's. */
  readonly length?: number;
  /** Side that is filled up; default right. */
  readonly side?: 'right' | 'left';
}

/** Sequences of equal length, row-major [rows × length]. */
export interface Batch {
  readonly rows: number;
  readonly length: number;
  readonly ids: Int32Array;
  readonly loss: Uint8Array;
  readonly causal: Uint8Array;
  /** 1 on real tokens, 0 on padding. */
  readonly valid: Uint8Array;
}

/**
 * Fills examples up to one length.
 *
 * Nothing is ever cut: a sequence that is too long would lose answers or actions without a word.
 *
 * @throws InspireError `SEQUENCE_TOO_LONG` naming the roles that would be lost.
 *
 * @example
 * ```ts
 * import { collate } from '@inspire-vla/token-loss-mask';
 *
 * const example = { ids: [5, 6], spans: [], loss: Uint8Array.of(0, 1), causal: Uint8Array.of(1, 1) };
 * const batch = collate([example], { paddingId: 0, length: 4 });
 * console.log([...batch.ids], [...batch.loss]); // [ 5, 6, 0, 0 ] [ 0, 1, 0, 0 ]
 * ```
 */
export function collate(examples: readonly Example[], options: CollateOptions): Batch {
  const { paddingId, side = 'right' } = options;
  const length = options.length ?? Math.max(0, ...examples.map(({ ids }) => ids.length));
  const size = examples.length * length;
  const ids = new Int32Array(size).fill(paddingId);
  const [loss, causal, valid] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];
  examples.forEach((example, row) => {
    if (example.ids.length > length) throw tooLong(example, row, length);
    const start = row * length + (side === 'left' ? length - example.ids.length : 0);
    ids.set(example.ids, start);
    loss.set(example.loss, start);
    causal.set(example.causal, start);
    valid.fill(1, start, start + example.ids.length);
  });
  return { rows: examples.length, length, ids, loss, causal, valid };
}

function tooLong({ ids, spans }: Example, row: number, length: number): InspireError {
  const lost = new Set<Role>(spans.filter(({ end }) => end > length).map(({ role }) => role));
  return new InspireError({
    code: 'SEQUENCE_TOO_LONG',
    message: `the sequence has ${ids.length} tokens, ${ids.length - length} more than the limit of ${length}`,
    at: `example ${row}, which would lose ${[...lost].join(', ')}`,
    fix: 'raise the limit, or ask about fewer objects',
  });
}

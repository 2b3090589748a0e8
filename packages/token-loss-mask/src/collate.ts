import { type Batch, createBatch } from './batch.js';
import { checkLength, checkPadding } from './check-lengths.js';
import { checkName } from './check-names.js';
import type { Example } from './example.js';
import { tooLong } from './too-long.js';

/** Options of {@link collate}. */
export interface CollateOptions {
  readonly paddingId: number;
  /** Length of every row; default the longest example's. */
  readonly length?: number;
  /** Side that is filled up; default right. */
  readonly side?: 'right' | 'left';
}

/**
 * Fills examples up to one length, one example per row.
 *
 * Nothing is ever cut: a sequence that is too long would lose answers or actions without a word.
 *
 * @throws InspireError `SEQUENCE_TOO_LONG` naming the roles that would be lost, `LENGTH_INVALID` for a length that is no
 * number of ids, `EXAMPLE_SHAPE` for masks of another length than the ids, `PADDING_INVALID` for a padding id that is none.
 *
 * @example
 * ```ts
 * import { collate } from '@inspire-vla/token-loss-mask';
 *
 * const example = { ids: [5, 6], spans: [], loss: Uint8Array.of(0, 1), causal: Uint8Array.of(1, 1) };
 * const batch = collate([example], { paddingId: 0, length: 4 });
 * console.log([...batch.ids], [...batch.labels]); // [ 5, 6, 0, 0 ] [ -100, 6, -100, -100 ]
 * ```
 */
export function collate(examples: readonly Example[], options: CollateOptions): Batch {
  const { paddingId, side = 'right' } = options;
  const length = options.length ?? examples.reduce((longest, { ids }) => Math.max(longest, ids.length), 0);
  checkLength('length', length);
  checkPadding(paddingId);
  checkName('side', side, ['right', 'left']);
  const placements = examples.map((example, index) => {
    if (example.ids.length > length) throw tooLong({ ...example, limit: length, at: `example ${index}` });
    const column = side === 'left' ? length - example.ids.length : 0;
    return { example, index, row: index, column, segment: 1 };
  });
  return createBatch(placements, examples.length, length, paddingId);
}

import { type Batch, createBatch, type Placement } from './batch.js';
import { checkLength, checkPadding } from './check-lengths.js';
import type { Example } from './example.js';
import { ignoredLabel } from './masks.js';
import { tooLong } from './too-long.js';

/** Options of {@link pack}. */
export interface PackOptions {
  readonly paddingId: number;
  /** Length of every row. */
  readonly length: number;
}

/** A batch with several examples per row, and where each one stands. */
export interface PackedBatch extends Batch {
  /** Of each example given: its row and first column. */
  readonly places: readonly { readonly row: number; readonly column: number }[];
}

/**
 * Puts several examples into one row, so that less of a batch is padding.
 *
 * Longest first, each into the first row with room (first fit decreasing, at most 11/9 of the fewest rows, and one
 * more). Segments tell the examples of a row apart, and positions start anew with each. Give the model the mask of
 * `createAttentionMask`, or its kernel the segments: otherwise examples see each other. The first token of a row's
 * second and later examples is not learnt, since a shifted loss would predict it from another example.
 *
 * @throws InspireError `SEQUENCE_TOO_LONG` naming the roles that would be lost, `LENGTH_INVALID` for a length that is no
 * number of ids, `EXAMPLE_SHAPE` for masks of another length than the ids, `PADDING_INVALID` for a padding id that is none.
 *
 * @example
 * ```ts
 * import { pack } from '@inspire-vla/token-loss-mask';
 *
 * const example = { ids: [5, 6], spans: [], loss: Uint8Array.of(0, 1), causal: Uint8Array.of(1, 1) };
 * const { rows, segments, positions } = pack([example, example], { paddingId: 0, length: 5 });
 * console.log(rows, [...segments], [...positions]); // 1 [ 1, 1, 2, 2, 0 ] [ 0, 1, 0, 1, 0 ]
 * ```
 */
export function pack(examples: readonly Example[], { paddingId, length }: PackOptions): PackedBatch {
  checkLength('length', length);
  checkPadding(paddingId);
  const placements = place(examples, length);
  const rows = placements.reduce((count, { row }) => Math.max(count, row + 1), 0);
  const batch = createBatch(placements, rows, length, paddingId);
  for (const { example, row, column } of placements) {
    if (column > 0 && example.ids.length > 0) forget(batch, row * length + column);
  }
  const inOrder = placements.toSorted((left, right) => left.index - right.index);
  return { ...batch, places: inOrder.map(({ row, column }) => ({ row, column })) };
}

function place(examples: readonly Example[], length: number): readonly Placement[] {
  const rows: { used: number; segments: number }[] = [];
  const longestFirst = examples
    .map((example, index) => ({ example, index }))
    .sort((left, right) => right.example.ids.length - left.example.ids.length);
  return longestFirst.map(({ example, index }) => {
    const own = example.ids.length;
    if (own > length) throw tooLong({ ...example, limit: length, at: `example ${index}` });
    const fitting = rows.findIndex(({ used }) => used + own <= length);
    const row = fitting < 0 ? rows.length : fitting;
    const { used, segments } = rows[row] ?? { used: 0, segments: 0 };
    rows[row] = { used: used + own, segments: segments + 1 };
    return { example, index, row, column: used, segment: segments + 1 };
  });
}

/** Takes one token out of the loss of a batch that is still our own. */
function forget({ loss, labels, weights }: Batch, index: number): void {
  loss[index] = 0;
  labels[index] = ignoredLabel;
  weights[index] = 0;
}

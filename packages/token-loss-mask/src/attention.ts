import type { Batch } from './batch.js';
import { checkRow } from './check-lengths.js';

/**
 * Who sees whom, as data: a token sees the tokens of its own segment whose block is not above its own.
 *
 * The same rule serves a causal backbone (every token is a block of its own), a bidirectional prefix (one block) and
 * packed rows. Padding has segment 0, sees nothing and is not seen.
 *
 * Source: Physical-Intelligence/openpi\@15a9616 src/openpi/models/pi0_fast.py `make_attn_mask`, after big_vision.
 */
export interface AttentionRule {
  /** Segment of each token [length]; 0 is padding. */
  readonly segments: Int32Array;
  /** Block of each token [length]; a new one begins at each causal step. */
  readonly blocks: Int32Array;
}

/**
 * The attention rule of one row of a batch.
 *
 * @param row - default 0.
 * @throws InspireError `ROW_UNKNOWN` for a row that the batch has not.
 */
export function createAttentionRule({ segments, causal, length, rows }: Batch, row = 0): AttentionRule {
  checkRow(row, rows);
  const from = row * length;
  let block = 0;
  const blocks = Int32Array.from(causal.subarray(from, from + length), (step) => {
    block += step;
    return block;
  });
  return { segments: segments.slice(from, from + length), blocks };
}

/** Whether a query may see a key. */
export function isVisible({ segments, blocks }: AttentionRule, query: number, key: number): boolean {
  const segment = segments[query] ?? 0;
  return segment !== 0 && segment === segments[key] && (blocks[key] ?? 0) <= (blocks[query] ?? 0);
}

/**
 * The attention rule written out.
 *
 * @returns 1 where the query (row) sees the key (column), row-major [length × length].
 *
 * @example
 * ```ts
 * import { collate, createAttentionMask, createAttentionRule } from '@inspire-vla/token-loss-mask';
 *
 * // A bidirectional prefix of two ids, one causal id, one id of padding.
 * const example = { ids: [5, 6, 7], spans: [], loss: Uint8Array.of(0, 0, 1), causal: Uint8Array.of(0, 0, 1) };
 * const batch = collate([example], { paddingId: 0, length: 4 });
 * const mask = createAttentionMask(createAttentionRule(batch));
 * console.log([...mask].join('')); // 1100 1100 1110 0000, without the spaces
 * ```
 */
export function createAttentionMask(rule: AttentionRule): Uint8Array {
  const length = rule.segments.length;
  const mask = new Uint8Array(length * length);
  for (let query = 0; query < length; query += 1) {
    for (let key = 0; key < length; key += 1)
      mask[query * length + key] = isVisible(rule, query, key) ? 1 : 0;
  }
  return mask;
}

import { InspireError } from './errors.js';
import type { ExtendOptions } from './session.js';

/**
 * Indices of the ids whose logits an option of `extend` asks for, ascending: a row for each.
 *
 * For implementers of {@link VlaSession}.
 *
 * @param count - ids of the call.
 * @throws InspireError `LOGITS_OPTION` for a number that is not whole and at least 0, and for indices that do not ascend
 * or are not below `count`.
 *
 * @example
 * ```ts
 * import { logitRows } from '@inspire-vla/adapter';
 *
 * console.log(logitRows('last', 5), logitRows(2, 5), logitRows([1, 4], 5)); // [ 4 ] [ 3, 4 ] [ 1, 4 ]
 * ```
 */
export function logitRows(logits: ExtendOptions['logits'], count: number): readonly number[] {
  if (typeof logits !== 'string' && typeof logits !== 'number') return checkIndices(logits, count);
  const wanted = logits === 'all' ? count : logits === 'last' ? 1 : logits;
  if (!Number.isInteger(wanted) || wanted < 0)
    throw refuse(`logits of the last ${wanted} ids are wanted`, 'give "last", "all", or a whole number');
  const length = Math.min(wanted, count);
  return Array.from({ length }, (_, index) => count - length + index);
}

function checkIndices(indices: readonly number[], count: number): readonly number[] {
  const wrong = indices.find(
    (row, order) => !(Number.isInteger(row) && row > (indices[order - 1] ?? -1) && row < count),
  );
  if (wrong === undefined) return indices;
  const message = `logits of id ${wrong} are wanted, in ${indices.join(', ')} of ${count} ids`;
  throw refuse(message, `give ascending indices below ${count}`);
}

function refuse(message: string, fix: string): InspireError {
  return new InspireError({ code: 'LOGITS_OPTION', message, at: 'session.extend', fix });
}

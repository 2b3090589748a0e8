import { InspireError } from '@inspire-vla/adapter';
import type { Example } from './example.js';

/**
 * Refuses a length that is no number of ids. Every sequence fits one that is NaN, and rows of half an id overlap.
 *
 * @throws InspireError `LENGTH_INVALID`.
 */
export function checkLength(at: string, length: number): void {
  if (Number.isInteger(length) && length >= 0) return;
  const fix = 'give a whole number of ids, or leave it out';
  throw new InspireError({ code: 'LENGTH_INVALID', message: `a length is ${length}`, at, fix });
}

/**
 * Refuses a padding id that is none: a typed array would make 0 of it, which is a word of most vocabularies.
 *
 * @throws InspireError `PADDING_INVALID`.
 */
export function checkPadding(paddingId: number): void {
  if (Number.isInteger(paddingId) && Math.abs(paddingId) < 2 ** 31) return;
  throw new InspireError({
    code: 'PADDING_INVALID',
    message: `the padding id is ${paddingId}`,
    at: 'paddingId',
    fix: "give the adapter's paddingId, or another whole number",
  });
}

/**
 * Refuses a row that a batch has not, of which nothing would be visible.
 *
 * @throws InspireError `ROW_UNKNOWN`.
 */
export function checkRow(row: number, rows: number): void {
  if (Number.isInteger(row) && row >= 0 && row < rows) return;
  throw new InspireError({
    code: 'ROW_UNKNOWN',
    message: `there is no row ${row}`,
    at: 'row',
    fix: rows === 0 ? 'give a batch with at least one example' : `give a whole number below ${rows}`,
  });
}

/**
 * Refuses masks that are not one number per id, which would stand on the tokens beside.
 *
 * @throws InspireError `EXAMPLE_SHAPE`.
 */
export function checkExample({ ids, loss, causal, weights }: Example, at: string): void {
  for (const [name, { length }] of Object.entries({ loss, causal, weights: weights ?? loss }))
    checkCount(name, length, ids.length, at);
}

/** @throws InspireError `EXAMPLE_SHAPE` where a mask has not one number per id. */
export function checkCount(name: string, length: number, ids: number, at: string): void {
  if (length === ids) return;
  throw new InspireError({
    code: 'EXAMPLE_SHAPE',
    message: `${name} has ${length} numbers for ${ids} ids`,
    at,
    fix: 'give one number per id, as createExample does',
  });
}

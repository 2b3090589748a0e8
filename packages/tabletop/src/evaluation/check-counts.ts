import { InspireError } from '@inspire-vla/adapter';

/**
 * Sees that numbers of episodes are whole and not below 0; of others a statistic would be some number, too.
 *
 * @throws InspireError `COUNTS_INVALID`, naming the number.
 */
export function checkCounts(counts: Readonly<Record<string, number>>): void {
  for (const [at, count] of Object.entries(counts)) {
    if (Number.isSafeInteger(count) && count >= 0) continue;
    throw wrongCount(at, count, 'give a whole number of 0 or more');
  }
}

/** The error of a number that counts nothing. */
export function wrongCount(at: string, count: number, fix: string): InspireError {
  return new InspireError({ code: 'COUNTS_INVALID', message: `${at} is ${count}`, at, fix });
}

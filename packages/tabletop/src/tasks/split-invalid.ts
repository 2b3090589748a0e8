import { InspireError } from '@inspire-vla/adapter';

/**
 * The error of a split that cannot be used.
 *
 * @param at - the place in the file, e.g. `tasks[3].goals[0].relation`.
 */
export function splitInvalid(detail: string, fix: string, at?: string): InspireError {
  return new InspireError({
    code: 'SPLIT_INVALID',
    message: `the split cannot be used: ${detail}`,
    fix,
    ...(at === undefined ? {} : { at }),
  });
}

/**
 * The error of a value that is not what its place wants.
 *
 * @param at - the place in the file; the file as a whole where it is empty.
 */
export function wrongValue(value: unknown, at: string, wanted: string): InspireError {
  const found = describe(value);
  if (at === '') return splitInvalid(`it is ${found}, not ${wanted}`, 'give a file of tasks');
  return splitInvalid(`${at} is ${found}, not ${wanted}`, `write ${wanted}`, at);
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value).slice(0, 80);
}

import { InspireError } from '../errors.js';

/**
 * Refuses a name that is none of a table's, as it may come from a file or from plain JavaScript.
 *
 * @param kind - what is named, for the error.
 * @throws InspireError `NAME_UNKNOWN`, with those that there are.
 */
export function checkName(kind: string, name: string, table: object): void {
  if (Object.hasOwn(table, name)) return;
  throw new InspireError({
    code: 'NAME_UNKNOWN',
    message: `there is no ${kind} "${name}"`,
    at: kind,
    fix: `give one of: ${Object.keys(table).join(', ')}`,
  });
}

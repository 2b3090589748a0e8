import { InspireError } from '@inspire-vla/adapter';

/**
 * The entry of a table of formats. A name from outside, such as a file or plain JavaScript, may be none of the known ones.
 *
 * @param can - what can be done with those that there are, for the error.
 * @throws InspireError `FORMAT_UNKNOWN`, with those that there are.
 */
export function entryOf<Name extends string, Entry>(
  table: Readonly<Record<Name, Entry>>,
  format: Name,
  can: 'read' | 'written',
): Entry {
  if (Object.hasOwn(table, format)) return table[format];
  throw new InspireError({
    code: 'FORMAT_UNKNOWN',
    message: `there is no format "${format}" that can be ${can}`,
    at: 'format',
    fix: `give one of: ${Object.keys(table).join(', ')}`,
  });
}

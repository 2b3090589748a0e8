import { InspireError, roles } from '@inspire-vla/adapter';

/**
 * Refuses names that callers without types make up: a policy of roles that do not exist would learn nothing.
 *
 * @throws InspireError `NAME_UNKNOWN`.
 */
export function checkName(at: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const fix = `give one of: ${known.join(', ')}`;
  throw new InspireError({ code: 'NAME_UNKNOWN', message: `there is no "${name}"`, at, fix });
}

/** @throws InspireError `NAME_UNKNOWN` for a key that is no role. */
export function checkRoles(at: string, record: object): void {
  for (const role of Object.keys(record)) checkName(at, role, roles);
}

import { InspireError } from '@inspire-vla/adapter';

/**
 * Refuses names that callers without types make up, which would turn sides round or miss every grasp.
 *
 * @param code - Of the error.
 * @throws InspireError with that code.
 */
export function checkKnown(code: string, at: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const fix = `give one of: ${known.join(', ')}`;
  throw new InspireError({ code, message: `there is no "${name}"`, at, fix });
}

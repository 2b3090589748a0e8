import { InspireError } from '@inspire-vla/adapter';

/**
 * Refuses names that callers without types make up, which would turn left and right, or front and back, round.
 *
 * @throws InspireError `FRAME_SYNTAX`.
 */
export function checkKnown(at: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const fix = `give one of: ${known.join(', ')}`;
  throw new InspireError({ code: 'FRAME_SYNTAX', message: `there is no "${name}"`, at, fix });
}

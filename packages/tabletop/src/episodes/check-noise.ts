import { InspireError } from '@inspire-vla/adapter';

/**
 * Sees that the hand is disturbed by a number of 0 or more: one that is none would be taken for a wrong action.
 *
 * @throws InspireError `EPISODE_OPTIONS` for a level that is not.
 */
export function checkNoise(at: string, level: number): void {
  if (Number.isFinite(level) && level >= 0) return;
  throw new InspireError({
    code: 'EPISODE_OPTIONS',
    message: `${at} is ${level}`,
    at,
    fix: 'give a number from 0, none, to 1, strong',
  });
}

import { InspireError } from '@inspire-vla/adapter';

/**
 * Sees that an episode lasts a whole number of control ticks, at least one; undefined leaves it to the task.
 *
 * @throws InspireError `EPISODE_OPTIONS` for a limit that is not.
 */
export function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isSafeInteger(limit) && limit >= 1)) return;
  throw new InspireError({
    code: 'EPISODE_OPTIONS',
    message: `the limit ${limit} is no whole number of control ticks, at least one`,
    at: 'limit',
    fix: 'give a number such as 300, or leave it out',
  });
}

import { InspireError } from '@inspire-vla/adapter';

/**
 * Refuses a number of actions to take of a chunk that hands out none, or parts of one.
 *
 * @throws InspireError `HORIZON_INVALID`.
 */
export function checkHorizon(horizon: number, at: string): void {
  if (Number.isInteger(horizon) && horizon >= 1) return;
  throw new InspireError({
    code: 'HORIZON_INVALID',
    message: `${horizon} actions of a chunk cannot be handed out`,
    at,
    fix: 'give a whole number of at least 1',
  });
}

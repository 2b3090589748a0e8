import { InspireError } from '@inspire-vla/adapter';

/**
 * Sees that a seed is a whole number: the generator would take others for whole ones, and many for the same.
 *
 * @throws InspireError `EPISODE_OPTIONS` for a seed that is not.
 */
export function checkSeed(seed: number): void {
  if (Number.isSafeInteger(seed)) return;
  throw new InspireError({
    code: 'EPISODE_OPTIONS',
    message: `the seed ${seed} is no whole number that can be told from its neighbours`,
    at: 'seed',
    fix: 'give a whole number such as 7',
  });
}

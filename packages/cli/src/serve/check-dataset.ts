import type { PolicyDescription } from '@inspire-vla/policy-server';
import { wrongUsage } from '../terminal/wrong-usage.js';

/**
 * Refuses statistics of several datasets, of which none was chosen: actions would be in the units of any.
 *
 * @throws InspireError `USAGE`, naming them.
 */
export function checkDataset(
  { name, datasets }: Pick<PolicyDescription, 'name' | 'datasets'>,
  dataset: string | undefined,
): void {
  if (dataset !== undefined || datasets.length < 2) return;
  throw wrongUsage(
    `${name} has statistics of ${datasets.length} datasets, and nobody says whose are meant`,
    `give --dataset with one of: ${datasets.join(', ')}`,
  );
}

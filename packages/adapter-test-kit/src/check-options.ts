import { InspireError } from '@inspire-vla/adapter';
import type { ConformanceOptions } from './options.js';

/**
 * Refuses options under which checks would try nothing, or blame the adapter for what they were told.
 *
 * @throws InspireError `KIT_OPTIONS`, naming the option.
 */
export function checkOptions({
  actionBound,
  actionRange = [-1, 1],
  seed = 1,
  runs = 100,
}: ConformanceOptions): void {
  const [low, high] = actionRange;
  const isBound = Number.isFinite(actionBound) && actionBound >= 0;
  const isRange = Number.isFinite(low) && Number.isFinite(high) && low <= high;
  if (!isBound)
    throw wrong(
      'actionBound',
      actionBound,
      'the greatest difference that a number may have, such as 1 / 255',
    );
  if (!isRange) throw wrong('actionRange', actionRange, 'a smallest and a greatest number');
  if (!Number.isSafeInteger(seed)) throw wrong('seed', seed, 'a whole number');
  if (!Number.isSafeInteger(runs) || runs < 1) throw wrong('runs', runs, 'a whole number of at least 1');
}

function wrong(at: string, value: unknown, wanted: string): InspireError {
  return new InspireError({ code: 'KIT_OPTIONS', message: `${at} is ${value}`, at, fix: `give ${wanted}` });
}

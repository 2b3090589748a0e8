import { InspireError } from '@inspire-vla/adapter';
import { outputError } from '../output-error.js';

/** The error for a cache that cannot be written to: where it is comes from the environment, not from an option. */
export function cacheError(cause: unknown, place: string): InspireError {
  const error = outputError(cause, place);
  if (error.code !== 'OUTPUT_NOT_WRITABLE') return error;
  return new InspireError({
    code: error.code,
    message: error.message,
    at: error.at ?? place,
    fix: 'set HF_HUB_CACHE to a folder that you may write to, or HF_HUB_OFFLINE=1 to take what is in the cache',
    cause,
  });
}

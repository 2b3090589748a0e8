import { InspireError } from '@inspire-vla/adapter';

/** The error for stored data that is not as it must be. */
export function corrupt(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message,
    at,
    fix: 'make or copy the dataset again; it is damaged or was changed by hand',
    cause,
  });
}

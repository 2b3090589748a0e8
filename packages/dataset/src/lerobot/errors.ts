import { InspireError } from '@inspire-vla/adapter';

/** The error for stored data that is not as it must be. */
export function corrupt(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message,
    at,
    fix: 'make or copy the dataset again',
    cause,
  });
}

/** The error for a file that must be there. */
export function missing(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message,
    at,
    fix: 'give the folder that holds meta and data, with all its files',
    cause,
  });
}

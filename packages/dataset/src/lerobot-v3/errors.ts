import { InspireError } from '@inspire-vla/adapter';

/** The error for an episode that is not as the dataset declares. */
export function invalidEpisode(index: number, place: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'EPISODE_INVALID',
    message,
    at: `episode ${index}, ${place}`,
    fix: 'give every declared feature and camera for every frame, in its declared type and shape',
    cause,
  });
}

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

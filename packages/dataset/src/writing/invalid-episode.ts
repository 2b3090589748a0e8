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

import { InspireError } from '@inspire-vla/adapter';

/** The error for an index at which a source of so many episodes has none. */
export function missingEpisode(path: string, index: number, count: number): InspireError {
  return new InspireError({
    code: 'EPISODE_MISSING',
    message: `there is no episode ${index}`,
    at: path,
    fix: `the source has ${count} episodes`,
  });
}

import { InspireError } from '@inspire-vla/adapter';

/** The error for stored data that is not as it must be. */
export function corrupt(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message,
    at,
    fix: 'give folders episode/anno with files 0.json, 1.json, … that hold {"action":[7 numbers],"state":[7 numbers],"task":"…"}',
    cause,
  });
}

/** The error for a picture that is missing, or not as it must be. */
export function corruptPicture(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message,
    at,
    fix: 'give every frame anno/{i}.json a PNG file img/{i}.png, all of an episode of one size, or no frame of any episode',
    cause,
  });
}

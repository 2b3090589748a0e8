import { InspireError } from '@inspire-vla/adapter';

/** The error for stored data that is not as it must be. */
export function corrupt(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message,
    at,
    fix: 'make or copy the dataset again; it is damaged, cut off, or does not belong to its features.json',
    cause,
  });
}

/** The error for a file that must be there. */
export function missing(at: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message,
    at,
    fix: 'give the folder that holds features.json, dataset_info.json and all shards',
    cause,
  });
}

/** The error for a dataset that is sound, but of a kind that is not read. */
export function unsupported(at: string, message: string, fix = ofEpisodes): InspireError {
  return new InspireError({ code: 'DATASET_UNSUPPORTED', message, at, fix });
}

const ofEpisodes = 'give an RLDS dataset in TFRecord files, as tensorflow-datasets writes robot episodes';

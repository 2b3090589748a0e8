import { InspireError } from '@inspire-vla/adapter';

/** The error for data that is not as it must be. */
export function corrupt(file: string, place: string, message: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message,
    at: place === '' ? file : `${file}, ${place}`,
    fix: 'make or copy the file again; it is damaged, cut off, or of another layout',
    cause,
  });
}

/** The error for data that is whole, but of a kind that is not read. */
export function unsupported(file: string, place: string, message: string, fix: string): InspireError {
  return new InspireError({ code: 'DATASET_UNSUPPORTED', message, at: `${file}, ${place}`, fix });
}

/** The error for a folder in which nothing of this format is. */
export function noFiles(folder: string): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message: 'there is no HDF5 file in the folder',
    at: folder,
    fix: 'give the folder that holds the files *.hdf5 themselves, or one of them',
  });
}

/** The error for a file that cannot be opened. */
export function unreadable(path: string, cause: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message: 'the file does not exist or may not be read',
    at: path,
    fix: 'check the path and its permissions',
    cause,
  });
}

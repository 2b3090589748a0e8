import { stat } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import type { Dataset, Group, File as Hdf5wasmFile } from 'h5wasm/node';

/** Shape and place of a dataset inside an HDF5 file. */
export interface Hdf5Dataset {
  readonly path: string;
  readonly shape: readonly number[];
  /** Bytes per element; 0 for text. */
  readonly elementSize: number;
}

/** An HDF5 file that is open for reading. Every failure names the file and the place inside it. */
export interface Hdf5File {
  readonly path: string;
  /** Names inside a group, or null where there is no such group. */
  keys(group: string): readonly string[] | null;
  /** @throws InspireError `DATASET_CORRUPT` where it is missing or claims more than the file holds. */
  dataset(path: string): Hdf5Dataset;
  has(path: string): boolean;
  /** Numbers of the rows [start, end), row-major. */
  readNumbers(path: string, start: number, end: number): Float64Array | Uint8Array;
  readTexts(path: string): readonly string[];
  close(): void;
}

/**
 * Opens an HDF5 file.
 *
 * @throws InspireError `DATASET_MISSING` where there is no such file, `DATASET_CORRUPT` where it is no whole HDF5 file.
 */
export async function openHdf5(path: string): Promise<Hdf5File> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new InspireError({
      code: 'DATASET_MISSING',
      message: 'the file does not exist',
      at: path,
      fix: 'check the path',
      cause,
    });
  });
  const library = await import('h5wasm/node');
  // Without this the library prints to standard error and gives handles of -1 that fail later.
  (await library.ready).activate_throwing_error_handler();
  const guard = <Value>(place: string, read: () => Value): Value => {
    try {
      return read();
    } catch (cause) {
      throw InspireError.isInstance(cause) ? cause : corrupt(path, place, describe(cause), cause);
    }
  };
  const file = guard('', () => new library.File(path, 'r'));
  return createHdf5File(path, size, file, guard);
}

type Guard = <Value>(place: string, read: () => Value) => Value;

function createHdf5File(path: string, size: number, file: Hdf5wasmFile, guard: Guard): Hdf5File {
  const entity = (place: string) => guard(place, () => file.get(place));

  function open(place: string): Dataset {
    const found = entity(place);
    if (found === null || !('slice' in found)) throw corrupt(path, place, 'the dataset is missing');
    return found as Dataset;
  }

  function describeDataset(place: string): Hdf5Dataset {
    const { shape, metadata } = guard(place, () => open(place));
    if (shape === null) throw corrupt(path, place, 'the dataset has no shape');
    const isText = metadata.vlen || metadata.type === 3;
    const bytes = shape.reduce((product, length) => product * length, isText ? 1 : metadata.size);
    // Compressed data may be larger than the file, but not by orders of magnitude; a length bomb is.
    if (bytes > size * (metadata.chunks === null ? 1 : 1100)) {
      throw corrupt(path, place, `the dataset claims ${bytes} bytes in a file of ${size}`);
    }
    return { path: place, shape, elementSize: isText ? 0 : metadata.size };
  }

  return {
    path,
    keys: (group) => {
      const found = entity(group);
      return found !== null && 'keys' in found ? guard(group, () => (found as Group).keys()) : null;
    },
    dataset: describeDataset,
    has: (place) => entity(place) !== null,
    readNumbers(place, start, end) {
      const { shape } = describeDataset(place);
      const slices = shape.map((_, axis) => (axis === 0 ? [start, end] : []) as [] | [number, number]);
      const values = guard(place, () => open(place).slice(slices));
      if (values instanceof Float64Array || values instanceof Uint8Array) return values;
      if (values instanceof Float32Array) return Float64Array.from(values);
      throw corrupt(path, place, 'the dataset holds no 64-bit or 32-bit floats or bytes');
    },
    readTexts(place) {
      describeDataset(place);
      const values: unknown = guard(place, () => open(place).value);
      if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
      throw corrupt(path, place, 'the dataset holds no text');
    },
    close: () => {
      // A file that was damaged may fail to close; what was read from it has been reported already.
      try {
        file.close();
      } catch {}
    },
  };
}

/** The first line that says something: the library's own message is a stack of C functions. */
function describe(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const reasons = [...message.matchAll(/minor: (.*)/g)].map(([, reason]) => reason);
  return `the file cannot be read (${reasons.at(-1) ?? message.split('\n')[0] ?? 'unknown reason'})`;
}

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

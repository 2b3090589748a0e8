import { open, stat } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import type { Hdf5Description, Hdf5Library, Hdf5Request } from './hdf5-library.js';

/** Shape and place of a dataset inside an HDF5 file. */
export interface Hdf5Dataset {
  readonly path: string;
  readonly shape: readonly number[];
  /** Bytes per element; 0 for text. */
  readonly elementSize: number;
}

/** An HDF5 file for reading. Every failure names the file and the place inside it. */
export interface Hdf5File {
  readonly path: string;
  /** Names inside a group, or null where there is no such group. */
  keys(group: string): Promise<readonly string[] | null>;
  /** The attributes that are one text or number, by name. */
  attributes(group: string): Promise<ReadonlyMap<string, string | number>>;
  /** @throws InspireError `DATASET_CORRUPT` where it is missing or claims more than the file holds. */
  dataset(path: string): Promise<Hdf5Dataset>;
  has(path: string): Promise<boolean>;
  /** Numbers of the rows [start, end), row-major: bytes as they are, all others as 64-bit floats. */
  readNumbers(path: string, start: number, end: number): Promise<Float64Array | Uint8Array>;
  readTexts(path: string): Promise<readonly string[]>;
}

/** The most that is read in one go; no demonstration comes near. */
const largestRead = 512 * 2 ** 20;

/**
 * Opens an HDF5 file.
 *
 * @throws InspireError `DATASET_MISSING` where there is no such file, `DATASET_CORRUPT` where it is no whole HDF5 file.
 */
export async function openHdf5(library: Hdf5Library, path: string): Promise<Hdf5File> {
  const status = await stat(path).catch((cause: unknown) => {
    throw missing(path, cause);
  });
  // To open a pipe or a device could wait without end.
  if (!status.isFile()) throw corrupt(path, '', 'it is no regular file');
  const file = createHdf5File(library, path, status.size);
  if ((await file.keys('/')) === null) throw corrupt(path, '', 'the file has no root group');
  return file;
}

function createHdf5File(library: Hdf5Library, path: string, size: number): Hdf5File {
  const descriptions = new Map<string, Hdf5Description>();
  const locations = new Map<string, number | null>();

  async function ask(
    operation: Hdf5Request['operation'],
    place: string,
    rows: { readonly start: number; readonly end: number; readonly bytes: number } = noRows,
  ): Promise<unknown> {
    const { start, end, bytes } = rows;
    const reply = await library.request({ operation, path, place, start, end }, bytes);
    if (reply.ok) return reply.value;
    throw corrupt(path, place, `the file cannot be read (${shortReason(reply.reason)})`);
  }

  async function describe(place: string): Promise<Hdf5Description> {
    const known = descriptions.get(place);
    if (known !== undefined) return known;
    const found = (await ask('describe', place)) as Hdf5Description | null;
    if (found === null) throw corrupt(path, place, 'the dataset is missing');
    descriptions.set(place, found);
    return found;
  }

  async function describeDataset(place: string): Promise<Hdf5Dataset & Hdf5Description> {
    const found = await describe(place);
    const { shape, elementSize, isPlain } = found;
    if (shape === null) throw corrupt(path, place, 'the dataset has no shape');
    const bytes = shape.reduce((product, length) => product * length, Math.max(1, elementSize));
    // Compressed data may be larger than the file, but not by orders of magnitude; a length bomb is.
    if (bytes > size * (isPlain ? 1 : 1100)) {
      throw corrupt(path, place, `the dataset claims ${bytes} bytes in a file of ${size}`);
    }
    return { ...found, path: place, shape };
  }

  async function locate(place: string): Promise<number | null> {
    const known = locations.get(place);
    if (known !== undefined) return known;
    const found = (await ask('locate', place)) as number | null;
    locations.set(place, found);
    return found;
  }

  async function readBytes(place: string, start: number, end: number, rowBytes: number): Promise<Uint8Array> {
    const bytes = (end - start) * rowBytes;
    const location = bytes < smallestDirectRead ? null : await locate(place);
    if (location === null) return (await ask('read', place, { start, end, bytes })) as Uint8Array;
    return readDirectly(path, place, location + start * rowBytes, bytes);
  }

  return {
    path,
    async keys(group) {
      return (await ask('keys', group)) as readonly string[] | null;
    },
    async attributes(group) {
      const found = ((await ask('attributes', group)) ?? {}) as Readonly<
        Record<string, string | number | bigint>
      >;
      return new Map(
        Object.entries(found).map(([name, value]) => [
          name,
          typeof value === 'bigint' ? Number(value) : value,
        ]),
      );
    },
    dataset: describeDataset,
    has: async (place) => (await ask('describe', place)) !== null,
    async readNumbers(place, start, end) {
      const { shape, elementSize, element } = await describeDataset(place);
      const [rows = 0, ...rest] = shape;
      const rowBytes = rest.reduce((product, length) => product * length, elementSize);
      if (start < 0 || end > rows || start > end || (end - start) * rowBytes > largestRead) {
        throw corrupt(path, place, `the rows ${start} to ${end} cannot be read of ${rows}`);
      }
      const convert = elements[element];
      if (convert === undefined) {
        throw corrupt(path, place, `the dataset holds ${element}, not numbers of little-endian order`);
      }
      return start === end
        ? convert(new Uint8Array())
        : convert(await readBytes(place, start, end, rowBytes));
    },
    async readTexts(place) {
      await describeDataset(place);
      const values = await ask('texts', place);
      if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
      throw corrupt(path, place, 'the dataset holds no text');
    },
  };
}

async function readDirectly(
  path: string,
  place: string,
  position: number,
  bytes: number,
): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw missing(path, cause);
  });
  try {
    const buffer = Buffer.allocUnsafeSlow(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, position);
    if (bytesRead < bytes) throw corrupt(path, place, 'the file ends within the dataset');
    return buffer;
  } finally {
    await handle.close();
  }
}

const noRows = { start: 0, end: 0, bytes: 0 };

/** Below this the detour through the library costs less than finding where the rows lie. */
const smallestDirectRead = 256 * 1024;

type View = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayLike<number | bigint>;

/** How the bytes of an element type become numbers. */
const elements: Readonly<Record<string, (bytes: Uint8Array) => Float64Array | Uint8Array>> = {
  u1: (bytes) => bytes,
  f8: (bytes) => new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8),
  f4: widened(Float32Array, 4),
  i1: widened(Int8Array, 1),
  i2: widened(Int16Array, 2),
  u2: widened(Uint16Array, 2),
  i4: widened(Int32Array, 4),
  u4: widened(Uint32Array, 4),
  i8: widened(BigInt64Array, 8),
  u8: widened(BigUint64Array, 8),
};

function widened(type: View, size: number): (bytes: Uint8Array) => Float64Array {
  return ({ buffer, byteOffset, length }) =>
    Float64Array.from(new type(buffer, byteOffset, length / size), Number);
}

/** The first line that says something: the library's own message is a stack of C functions. */
function shortReason(message: string): string {
  const reasons = [...message.matchAll(/minor: (.*)/g)].map(([, reason]) => reason);
  return reasons.at(-1) ?? message.split('\n')[0]?.slice(0, 200) ?? 'unknown reason';
}

function missing(path: string, cause: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_MISSING',
    message: 'the file does not exist or may not be read',
    at: path,
    fix: 'check the path and its permissions',
    cause,
  });
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

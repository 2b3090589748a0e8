import { stat } from 'node:fs/promises';
import { readBytesAt, readRowsAt } from './direct-read.js';
import { corrupt, unreadable } from './errors.js';
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
  /** Learns of all datasets below a group at once, which saves asking for each; `load` reads the small ones. */
  preload(group: string, how?: 'describe' | 'load'): Promise<void>;
  /** Numbers of the rows [start, end), row-major: bytes as they are, all others as 64-bit floats. */
  readNumbers(path: string, start: number, end: number): Promise<Float64Array | Uint8Array>;
  /** The rows [start, end) of a dataset of bytes, each in memory of its own. */
  readByteRows(path: string, start: number, end: number): Promise<readonly Uint8Array[]>;
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
    throw unreadable(path, cause);
  });
  // To open a pipe or a device could wait without end.
  if (!status.isFile()) throw corrupt(path, '', 'it is no regular file');
  const file = createHdf5File(library, path, status.size);
  if ((await file.keys('/')) === null) throw corrupt(path, '', 'the file has no root group');
  return file;
}

function createHdf5File(library: Hdf5Library, path: string, size: number): Hdf5File {
  const descriptions = new Map<string, Hdf5Description>();

  async function ask(
    operation: Hdf5Request['operation'],
    place: string,
    rows: Rows = noRows,
  ): Promise<unknown> {
    const { start, end, bytes } = rows;
    const reply = await library.request({ operation, path, place, start, end }, bytes);
    if (reply.ok) return reply.value;
    throw corrupt(path, reply.at ?? place, `the file cannot be read (${shortReason(reply.reason)})`);
  }

  async function preload(place: string, how: 'describe' | 'load' = 'describe'): Promise<void> {
    const found = (await ask(how, place)) as Readonly<Record<string, Hdf5Description>>;
    for (const [name, description] of Object.entries(found)) descriptions.set(name, description);
  }

  async function describe(place: string): Promise<Hdf5Dataset & Hdf5Description> {
    if (!descriptions.has(place)) await preload(place);
    const found = descriptions.get(place);
    if (found === undefined) throw corrupt(path, place, 'the dataset is missing');
    const { shape, elementSize, isPlain } = found;
    if (shape === null) throw corrupt(path, place, 'the dataset has no shape');
    const bytes = shape.reduce((product, length) => product * length, Math.max(1, elementSize));
    // Compressed data may be larger than the file, but not by orders of magnitude; a length bomb is.
    if (bytes > size * (isPlain ? 1 : 1100)) {
      throw corrupt(path, place, `the dataset claims ${bytes} bytes in a file of ${size}`);
    }
    return { ...found, path: place, shape };
  }

  async function describeRows(place: string, start: number, end: number) {
    const found = await describe(place);
    const [count = 0, ...rest] = found.shape;
    const rowBytes = rest.reduce((product, length) => product * length, found.elementSize);
    const bytes = (end - start) * rowBytes;
    if (start < 0 || end > count || start > end || bytes > largestRead) {
      throw corrupt(path, place, `the rows ${start} to ${end} cannot be read of ${count}`);
    }
    return { ...found, rowBytes, rows: { start, end, bytes } };
  }

  async function readBytes(place: string, start: number, end: number): Promise<Uint8Array> {
    const { position, contents, rowBytes, rows } = await describeRows(place, start, end);
    if (start === end) return new Uint8Array();
    if (contents !== null) return contents.slice(start * rowBytes, end * rowBytes);
    if (position !== null) return readBytesAt(path, place, position + start * rowBytes, rows.bytes);
    return (await ask('read', place, rows)) as Uint8Array;
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
    preload,
    dataset: describe,
    async has(place) {
      if (!descriptions.has(place)) await preload(place);
      return descriptions.has(place);
    },
    async readNumbers(place, start, end) {
      const { element, elementSize, rows } = await describeRows(place, start, end);
      const convert = elements[element];
      if (convert === undefined) {
        throw corrupt(path, place, `the dataset holds ${element}, not numbers of little-endian order`);
      }
      const numbers = convert(await readBytes(place, start, end));
      if (numbers.length * elementSize === rows.bytes) return numbers;
      throw corrupt(path, place, `the rows ${start} to ${end} have another length than the dataset says`);
    },
    async readByteRows(place, start, end) {
      const { element, position, rowBytes } = await describeRows(place, start, end);
      if (element !== 'u1') throw corrupt(path, place, `the dataset holds ${element}, not bytes`);
      const count = end - start;
      if (position !== null) return readRowsAt(path, place, position + start * rowBytes, rowBytes, count);
      const bytes = await readBytes(place, start, end);
      if (bytes.length !== count * rowBytes) throw corrupt(path, place, 'the rows have another length');
      return Array.from({ length: count }, (_, row) => bytes.slice(row * rowBytes, (row + 1) * rowBytes));
    },
    async readTexts(place) {
      await describe(place);
      const values = await ask('texts', place);
      if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
      throw corrupt(path, place, 'the dataset holds no text');
    },
  };
}

interface Rows {
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
}

const noRows: Rows = { start: 0, end: 0, bytes: 0 };

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

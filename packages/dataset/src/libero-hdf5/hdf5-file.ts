import { stat } from 'node:fs/promises';
import { readBytesAt, readRowsAt } from './direct-read.js';
import { corrupt, unreadable } from './errors.js';
import { elementReaders } from './hdf5-elements.js';
import { createHdf5Index, type Hdf5Index } from './hdf5-index.js';
import type { Hdf5Library } from './hdf5-library.js';

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
  /** Bytes of what small datasets hold that it keeps in memory; 0 where they are read when they are asked for. */
  readonly keptBytes: number;
  /** Names inside a group, or null where there is no such group. */
  keys(group: string): Promise<readonly string[] | null>;
  /** The attributes that are one text or number, by name. */
  attributes(group: string): Promise<ReadonlyMap<string, string | number>>;
  hasAttribute(group: string, name: string): Promise<boolean>;
  /**
   * @throws InspireError `DATASET_CORRUPT` where it is missing or claims more than the file holds, `DATASET_UNSUPPORTED`
   * where it is of a kind that is not read.
   */
  dataset(path: string): Promise<Hdf5Dataset>;
  has(path: string): Promise<boolean>;
  /** Learns of all datasets below a group at once, which saves asking for each; `load` reads the small ones. */
  preload(group: string, how?: 'describe' | 'load'): Promise<void>;
  /** Numbers of the rows [start, end), row-major: bytes as they are, all others as 64-bit floats. */
  readNumbers(path: string, start: number, end: number): Promise<Float64Array | Uint8Array>;
  /** The rows [start, end) of a dataset of bytes, each in memory of its own. */
  readByteRows(path: string, start: number, end: number): Promise<readonly Uint8Array[]>;
  /** Integers of 64 bits, which {@link Hdf5File.readNumbers} would round. */
  readWideIntegers(path: string, start: number, end: number): Promise<BigInt64Array>;
  readTexts(path: string): Promise<readonly string[]>;
}

/**
 * Opens an HDF5 file.
 *
 * @throws InspireError `DATASET_MISSING` where there is no such file, `DATASET_CORRUPT` where it is no whole HDF5 file.
 */
export async function openHdf5(library: Hdf5Library, path: string): Promise<Hdf5File> {
  const index = await findHdf5(library, path);
  const file = createHdf5File(index, path, await index.survey());
  if ((await file.keys('/')) === null) throw corrupt(path, '', 'the file has no root group');
  return file;
}

/**
 * Opens an HDF5 file that has been opened before, without looking at what is in it.
 *
 * @throws InspireError `DATASET_MISSING` where it is gone.
 */
export async function reopenHdf5(library: Hdf5Library, path: string): Promise<Hdf5File> {
  return createHdf5File(await findHdf5(library, path), path, 0);
}

async function findHdf5(library: Hdf5Library, path: string): Promise<Hdf5Index> {
  const status = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  // To open a pipe or a device could wait without end.
  if (!status.isFile()) throw corrupt(path, '', 'it is no regular file');
  return createHdf5Index(library, path, status.size);
}

function createHdf5File(index: Hdf5Index, path: string, keptBytes: number): Hdf5File {
  async function readBytes(place: string, start: number, end: number): Promise<Uint8Array> {
    const { position, contents, rowBytes, bytes } = await index.describeRows(place, start, end);
    if (start === end) return new Uint8Array();
    if (contents !== null) return contents.slice(start * rowBytes, end * rowBytes);
    if (position !== null) return readBytesAt(path, place, position + start * rowBytes, bytes);
    const read = (await index.ask('read', place, { start, end, bytes })) as Uint8Array;
    if (read.length === bytes) return read;
    throw corrupt(path, place, `${read.length} bytes were read in place of ${bytes}`);
  }

  async function readNumbers(place: string, start: number, end: number): Promise<Float64Array | Uint8Array> {
    const { element } = await index.describe(place);
    const convert = elementReaders.get(element);
    if (convert !== undefined) return convert(await readBytes(place, start, end));
    throw corrupt(path, place, `the dataset holds ${element}, not numbers`);
  }

  async function readByteRows(place: string, start: number, end: number): Promise<readonly Uint8Array[]> {
    const { element, position, rowBytes } = await index.describeRows(place, start, end);
    if (element !== 'u1') throw corrupt(path, place, `the dataset holds ${element}, not bytes`);
    const count = end - start;
    if (position !== null) return readRowsAt(path, place, position + start * rowBytes, rowBytes, count);
    const bytes = await readBytes(place, start, end);
    return Array.from({ length: count }, (_, row) => bytes.slice(row * rowBytes, (row + 1) * rowBytes));
  }

  async function readWideIntegers(place: string, start: number, end: number): Promise<BigInt64Array> {
    const { element } = await index.describe(place);
    if (element !== 'i8') throw corrupt(path, place, `the dataset holds ${element}, not integers of 64 bits`);
    const bytes = await readBytes(place, start, end);
    return new BigInt64Array(bytes.slice().buffer);
  }

  async function readTexts(place: string): Promise<readonly string[]> {
    await index.describe(place);
    const values = await index.ask('texts', place);
    if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
    throw corrupt(path, place, 'the dataset holds no text');
  }

  return {
    path,
    keptBytes,
    async keys(group) {
      return (await index.ask('keys', group)) as readonly string[] | null;
    },
    async attributes(group) {
      const found = (await index.ask('attributes', group)) as Readonly<Record<string, AttributeValue>> | null;
      const entries = Object.entries(found ?? {});
      return new Map(
        entries.map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
      );
    },
    async hasAttribute(group, name) {
      return ((await index.ask('attributeNames', group)) as readonly string[]).includes(name);
    },
    preload: index.preload,
    dataset: index.describe,
    has: index.has,
    readNumbers,
    readByteRows,
    readWideIntegers,
    readTexts,
  };
}

type AttributeValue = string | number | bigint;

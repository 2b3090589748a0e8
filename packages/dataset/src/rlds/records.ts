import { type FileHandle, open } from 'node:fs/promises';
import { createChecksum, maskedChecksum } from './checksum.js';
import { corrupt, missing, unsupported } from './errors.js';

/** Bytes of a record before its data: length (8) and the length's checksum (4). */
export const headerBytes = 12;

/** Bytes of a record behind its data: the data's checksum. */
export const footerBytes = 4;

/** Protobuf messages end here, so a longer record is none. */
export const largestRecord = 2 ** 31 - 1;

/** Where a record of a TFRecord file is. */
export interface RecordPlace {
  readonly file: string;
  /** Number within the file. */
  readonly index: number;
  /** Byte of the file where its data begins. */
  readonly start: number;
  /** Bytes of data. */
  readonly length: number;
}

/** A place in a record for messages. */
export function placeOf({ file, index, start }: RecordPlace, byte = 0): string {
  return `${file}, record ${index}, byte ${start + byte}`;
}

/**
 * Finds the records of a TFRecord file by their headers; no data is read.
 *
 * @param most - how many records are looked for; left out, all.
 * @throws InspireError `DATASET_CORRUPT` for a header whose checksum is wrong, and for a record that is cut off.
 */
export async function indexRecords(
  file: string,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly RecordPlace[]> {
  return withFile(file, async (handle) => {
    const { size } = await handle.stat();
    const places: RecordPlace[] = [];
    const header = Buffer.alloc(headerBytes);
    for (let byte = 0; byte < size && places.length < most; ) {
      const place = { file, index: places.length, start: byte };
      const length = await readHeader(handle, header, place, size);
      places.push({ ...place, start: byte + headerBytes, length });
      byte += headerBytes + length + footerBytes;
    }
    return places;
  });
}

async function readHeader(
  handle: FileHandle,
  header: Buffer,
  place: Omit<RecordPlace, 'length'>,
  size: number,
): Promise<number> {
  const at = placeOf({ ...place, length: 0 });
  const { bytesRead } = await handle.read(header, 0, headerBytes, place.start);
  if (bytesRead < headerBytes) throw corrupt(at, 'the file ends within a record header');
  if (maskedChecksum([header.subarray(0, 8)]) !== header.readUInt32LE(8)) {
    throw corrupt(at, 'the checksum of the record length is wrong');
  }
  const declared = header.readBigUInt64LE(0);
  const length = Number(declared);
  const left = size - place.start - headerBytes - footerBytes;
  if (length > left)
    throw corrupt(at, `the record has ${declared} bytes, the file only ${Math.max(0, left)} more`);
  if (length > largestRecord) throw unsupported(at, `the record has ${length} bytes, protobuf ends at 2 GiB`);
  return length;
}

/** Bytes that are read at once: large enough for the disk, small enough to be still in the cache for the checksum. */
const chunkBytes = 2 ** 20;

/**
 * Reads the data of a record. Each part's checksum is taken while the next is being read.
 *
 * @throws InspireError `DATASET_CORRUPT` where its checksum is wrong.
 */
export async function readRecord(place: RecordPlace): Promise<Uint8Array> {
  return withFile(place.file, async (handle) => {
    const { start, length } = place;
    const bytes = Buffer.allocUnsafeSlow(length + footerBytes);
    const checksum = createChecksum();
    let reading = fillPart(handle, place, bytes, 0);
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      await reading;
      const next = from + chunkBytes;
      if (next < bytes.length) reading = fillPart(handle, place, bytes, next);
      // A failure is raised where the part is waited for, not before.
      reading.catch(() => undefined);
      checksum.add(bytes.subarray(from, Math.min(next, length)));
    }
    if (checksum.masked() === bytes.readUInt32LE(length)) return bytes.subarray(0, length);
    throw corrupt(
      placeOf(place),
      `the checksum of the record's data, bytes ${start} to ${start + length}, is wrong`,
    );
  });
}

function fillPart(handle: FileHandle, place: RecordPlace, bytes: Buffer, from: number): Promise<void> {
  return fill(handle, place, from, bytes.subarray(from, from + chunkBytes));
}

/**
 * Reads bytes of a record, counted from where its data begins.
 *
 * @throws InspireError `DATASET_CORRUPT` where the file has become shorter.
 */
export async function readRange(
  handle: FileHandle,
  place: RecordPlace,
  from: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(length);
  await fill(handle, place, from, buffer);
  return buffer;
}

async function fill(handle: FileHandle, place: RecordPlace, from: number, buffer: Buffer): Promise<void> {
  for (let done = 0; done < buffer.length; ) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, place.start + from + done);
    if (bytesRead === 0) throw corrupt(placeOf(place, from + done), 'the file ends within the record');
    done += bytesRead;
  }
}

/** Opens a file for reading, and closes it after use. */
export async function withFile<Result>(
  file: string,
  use: (handle: FileHandle) => Promise<Result>,
): Promise<Result> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw missing(file, 'the shard does not exist or may not be read', cause);
  });
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

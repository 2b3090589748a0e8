import { closeSync, openSync, readvSync } from 'node:fs';
import { corrupt, unreadable } from './errors.js';

/**
 * Bytes of a file, from memory of their own.
 *
 * It does not wait for other work: rows come from the page cache or from disk in a few milliseconds, and handing the
 * read to a thread takes longer than that on a busy machine.
 *
 * @throws InspireError `DATASET_CORRUPT` where the file ends before, `DATASET_MISSING` where it cannot be opened.
 */
export function readBytesAt(path: string, place: string, position: number, length: number): Uint8Array {
  const [bytes = new Uint8Array()] = readRowsAt(path, place, position, length, 1);
  return bytes;
}

/** The same for rows that lie one after another, each in memory of its own. */
export function readRowsAt(
  path: string,
  place: string,
  position: number,
  rowBytes: number,
  count: number,
): readonly Uint8Array[] {
  const rows = Array.from({ length: count }, () => Buffer.allocUnsafeSlow(rowBytes));
  const descriptor = openFile(path);
  try {
    for (let first = 0; first < count; first += rowsPerCall) {
      const some = rows.slice(first, first + rowsPerCall);
      const bytesRead = readvSync(descriptor, some, position + first * rowBytes);
      if (bytesRead < some.length * rowBytes) throw corrupt(path, place, 'the file ends within the dataset');
    }
    return rows;
  } finally {
    closeSync(descriptor);
  }
}

/** Systems take at least so many buffers in one call. */
const rowsPerCall = 512;

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

import { type FileHandle, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { maskedChecksum } from './checksum.js';
import { sizeOf } from './encode-record.js';
import { footerBytes, headerBytes } from './records.js';

/** A shard is closed at this size, so that a reader may read several at once. */
const fullShard = 256 * 2 ** 20;

/** Shards of one split while they grow. */
export interface ShardLog {
  /** Appends a record, whose data is given in parts. */
  append(parts: readonly Uint8Array[]): Promise<void>;
  /** Closes the last file and gives all their names, which hold how many there are. */
  finish(nameOf: (index: number, total: number) => string): Promise<ShardTotals>;
  close(): Promise<void>;
}

/** What stands in the shards. */
export interface ShardTotals {
  /** Records per shard. */
  readonly lengths: readonly number[];
  /** Bytes of the records' data. */
  readonly bytes: number;
}

/** Begins the shards in a folder. */
export function createShardLog(directory: string): ShardLog {
  const lengths: number[] = [];
  let handle: FileHandle | null = null;
  let [size, bytes] = [0, 0];
  const growing = (index: number) => join(directory, `shard-${index}.growing`);

  async function next(): Promise<FileHandle> {
    if (handle !== null && size < fullShard) return handle;
    await handle?.close();
    handle = await open(growing(lengths.length), 'wx');
    lengths.push(0);
    size = 0;
    return handle;
  }

  async function close(): Promise<void> {
    await handle?.close();
    handle = null;
  }

  return {
    async append(parts) {
      const file = await next();
      const length = sizeOf(parts);
      await writeAll(file, [header(length), ...parts, checksum(parts)]);
      size += headerBytes + length + footerBytes;
      bytes += length;
      lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + 1;
    },
    async finish(nameOf) {
      await close();
      for (const index of lengths.keys()) {
        await rename(growing(index), join(directory, nameOf(index, lengths.length)));
      }
      return { lengths, bytes };
    },
    close,
  };
}

function header(length: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeBigUInt64LE(BigInt(length), 0);
  bytes.writeUInt32LE(maskedChecksum([bytes.subarray(0, 8)]), 8);
  return bytes;
}

function checksum(parts: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.alloc(footerBytes);
  bytes.writeUInt32LE(maskedChecksum(parts), 0);
  return bytes;
}

/** The system may take fewer bytes than it is given, and fewer buffers. */
async function writeAll(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  for (const part of parts) {
    for (let done = 0; done < part.length; ) {
      const { bytesWritten } = await file.write(part, done);
      done += bytesWritten;
    }
  }
}

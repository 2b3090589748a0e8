import { type FileHandle, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { maskedChecksum } from './checksum.js';
import { sizeOf } from './encode-record.js';
import { footerBytes, headerBytes } from './records.js';

/** A shard is closed at so many megabytes, so that a reader may read several at once. */
const fullShard = 256;

/** Shards of one split while they grow. */
export interface ShardLog {
  /** Appends a record, whose data is given in parts; gives the file that it is in. */
  append(parts: readonly Uint8Array[]): Promise<string>;
  /** Takes back the names that an interrupted {@link ShardLog.finish} gave. */
  reopen(): Promise<void>;
  /** Counts a record of so many bytes of data, which is in the files already. */
  restore(length: number): void;
  /** Closes the last file and gives all their names, which hold how many there are. */
  finish(): Promise<ShardTotals>;
  close(): Promise<void>;
}

/** What stands in the shards. */
export interface ShardTotals {
  /** Records per shard. */
  readonly lengths: readonly number[];
  /** Bytes of the records' data. */
  readonly bytes: number;
}

/**
 * Begins the shards in a folder.
 *
 * @param nameOf - a shard's name in the finished dataset.
 * @param megabytes - size of a full shard.
 */
export function createShardLog(
  directory: string,
  nameOf: (index: number, total: number) => string,
  megabytes = fullShard,
): ShardLog {
  const full = megabytes * 2 ** 20;
  const lengths: number[] = [];
  let handle: FileHandle | null = null;
  let [size, bytes] = [0, 0];
  const growing = (index: number) => join(directory, `shard-${index}.growing`);

  /** Counts a record; whether it begins a shard. */
  function count(length: number): boolean {
    const isFirst = lengths.length === 0 || size >= full;
    if (isFirst) {
      lengths.push(0);
      size = 0;
    }
    size += headerBytes + length + footerBytes;
    bytes += length;
    lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + 1;
    return isFirst;
  }

  async function close(): Promise<void> {
    await handle?.close();
    handle = null;
  }

  return {
    async append(parts) {
      const length = sizeOf(parts);
      const isFirst = count(length);
      if (isFirst) await close();
      const file = growing(lengths.length - 1);
      handle ??= await open(file, isFirst ? 'wx' : 'a');
      await writeAll(handle, [header(length), ...parts, checksum(parts)]);
      return file;
    },
    async reopen() {
      const names = await readdir(directory);
      for (const name of names) {
        // The last group of digits is how many shards there are, the one before it the shard's number.
        const [index = 0, total = 0] = (name.match(/\d+/g) ?? []).slice(-2).map(Number);
        if (nameOf(index, total) === name) await rename(join(directory, name), growing(index));
      }
    },
    restore: (length) => void count(length),
    async finish() {
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

import { open } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from '@node-rs/crc32';

/** A file of values that grows by one after another. What is cut off or damaged is not there for a reader. */
export interface FrameFile {
  append(value: unknown): Promise<void>;
  /** Waits until all of it is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A value of a {@link FrameFile}. */
export interface Frame {
  readonly value: unknown;
  /** Byte of the file at which it ends. */
  readonly end: number;
}

/** Before each value: its bytes (4) and their CRC-32 (4). */
const headerBytes = 8;

/** Opens a file to append to it, and cuts off what stands after a byte. */
export async function openFrames(file: string, end: number): Promise<FrameFile> {
  const handle = await open(file, 'a');
  await handle.truncate(end);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (job: () => Promise<void>): Promise<void> => {
    const result = last.then(job);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    append: (value) => inTurn(() => handle.appendFile(encode(value))),
    sync: () => inTurn(() => handle.datasync()),
    close: () => inTurn(() => handle.close()),
  };
}

/** The values of a file up to the first that is not whole; none where there is no file. */
export async function* readFrames(file: string): AsyncGenerator<Frame> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return;
  try {
    const { size } = await handle.stat();
    const header = Buffer.alloc(headerBytes);
    for (let start = 0; start + headerBytes <= size; ) {
      await handle.read(header, 0, headerBytes, start);
      const end = start + headerBytes + header.readUInt32LE(0);
      // A length of zero is what a file is filled up with where the power failed.
      if (end > size || end === start + headerBytes) return;
      const body = Buffer.alloc(end - start - headerBytes);
      await handle.read(body, 0, body.length, start + headerBytes);
      if (crc32(body) !== header.readUInt32LE(4)) return;
      yield { value: deserialize(body), end };
      start = end;
    }
  } finally {
    await handle.close();
  }
}

function encode(value: unknown): Buffer {
  const body = serialize(value);
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(body.length, 0);
  header.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([header, body]);
}

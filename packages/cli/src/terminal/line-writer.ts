import type { Writable } from 'node:stream';
import { InspireError } from '@inspire-vla/adapter';

/** Thrown when the reader of our output has gone (`| head`); the run then ends quietly. */
export const closedPipe = Symbol('closed pipe');

/** Writes lines with back-pressure. It listens to its stream until it is closed. */
export interface LineWriter {
  /** @throws closedPipe when the reader has gone; InspireError `OUTPUT_DISK_FULL`, `OUTPUT_NOT_WRITABLE`. */
  write(line: string): Promise<void>;
  /** Waits until everything is handed over, and is over; it throws what `write` throws. */
  close(): Promise<void>;
}

const chunkSize = 1 << 16;

/**
 * Writes lines that are there already.
 *
 * @throws closedPipe when the reader has gone; InspireError `OUTPUT_DISK_FULL`, `OUTPUT_NOT_WRITABLE`.
 */
export async function writeLines(stream: Writable, lines: Iterable<string>): Promise<void> {
  const writer = createLineWriter(stream);
  try {
    for (const line of lines) await writer.write(line);
  } finally {
    await writer.close();
  }
}

/** Collects lines into chunks, so that a million short lines are not a million system calls. */
export function createLineWriter(stream: Writable): LineWriter {
  let pending = '';
  let isClosed = false;
  let failure: InspireError | null = null;
  stream.on('error', fail);
  function fail(error: NodeJS.ErrnoException): void {
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') isClosed = true;
    else failure ??= unwritten(error);
  }
  async function flush(): Promise<void> {
    const chunk = pending;
    pending = '';
    if (chunk !== '' && failure === null && !isClosed) await handOver(chunk);
    if (failure !== null) throw failure;
    if (isClosed) throw closedPipe;
  }
  /** Only when it is told to be written is it known that it did not fail. */
  function handOver(chunk: string): Promise<void> {
    return new Promise((resolve) => {
      stream.write(chunk, (error) => {
        if (error) fail(error);
        resolve();
      });
    });
  }
  return {
    async write(line) {
      pending += `${line}\n`;
      if (pending.length >= chunkSize) await flush();
    },
    async close() {
      await flush();
      // A stream that fails says so once more after its last write: then the listener stays, and is the last one.
      stream.off('error', fail);
    },
  };
}

function unwritten(cause: NodeJS.ErrnoException): InspireError {
  const isFull = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
  return new InspireError({
    code: isFull ? 'OUTPUT_DISK_FULL' : 'OUTPUT_NOT_WRITABLE',
    message: isFull ? 'the disk is full' : `the output cannot be written (${cause.message})`,
    at: 'standard output',
    fix: isFull ? 'free some disk space, and run again' : 'write the output somewhere else',
    cause,
  });
}

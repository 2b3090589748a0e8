import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Thrown when the reader of our output has gone (`| head`); the run then ends quietly. */
export const closedPipe = Symbol('closed pipe');

/** Writes lines with back-pressure. */
export interface LineWriter {
  /** @throws closedPipe when the reader has gone. */
  write(line: string): Promise<void>;
  /** Waits until everything is handed over. */
  flush(): Promise<void>;
}

const chunkSize = 1 << 16;

/** Collects lines into chunks, so that a million short lines are not a million system calls. */
export function createLineWriter(stream: Writable): LineWriter {
  let pending = '';
  let isClosed = false;
  let failure: Error | null = null;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') isClosed = true;
    else failure = error;
  });
  async function flush(): Promise<void> {
    if (failure !== null) throw failure;
    if (isClosed) throw closedPipe;
    if (pending === '') return;
    const chunk = pending;
    pending = '';
    if (!stream.write(chunk))
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => {});
    if (isClosed) throw closedPipe;
  }
  return {
    async write(line) {
      pending += `${line}\n`;
      if (pending.length >= chunkSize) await flush();
    },
    flush,
  };
}

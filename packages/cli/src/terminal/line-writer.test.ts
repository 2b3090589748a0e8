import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { closedPipe, createLineWriter, writeLines } from './line-writer.js';

describe('createLineWriter', () => {
  it('waits for a slow reader and loses nothing', async () => {
    const seen: string[] = [];
    const slow = new Writable({
      highWaterMark: 16,
      write(chunk, _, done) {
        seen.push(String(chunk));
        setTimeout(done, 1);
      },
    });
    const writer = createLineWriter(slow);
    for (let line = 0; line < 20_000; line += 1) await writer.write(`line ${line}`);
    await writer.close();
    await new Promise((resolve) => slow.end(resolve));
    expect(seen.join('').trimEnd().split('\n')).toHaveLength(20_000);
  });

  it('tells of a disk that is full, though the last lines are the ones that are lost', async () => {
    const full = new Writable({
      write(_, __, done) {
        setImmediate(() => done(Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' })));
      },
    });
    const writer = createLineWriter(full);
    await writer.write('only');
    await expect(writer.close()).rejects.toMatchObject({ code: 'OUTPUT_DISK_FULL' });
  });

  it('tells of a reader that has gone', async () => {
    const gone = new Writable({
      write(_, __, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    await expect(writeLines(gone, ['first'])).rejects.toBe(closedPipe);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(writeLines(gone, ['second'])).rejects.toBe(closedPipe);
  });

  it('leaves no listener on a stream that goes on', async () => {
    const stream = new Writable({ write: (_, __, done) => done() });
    const before = stream.listenerCount('error');
    await writeLines(stream, ['first', 'second']);
    expect(stream.listenerCount('error')).toBe(before);
  });
});

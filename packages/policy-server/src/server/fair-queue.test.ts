import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairQueue } from './fair-queue.js';

const never = new AbortController().signal;

/** A job that ends when it is told to. */
function createGate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe('a fair queue', () => {
  it('runs one job at a time, and gives what it gives or throws', async () => {
    const queue = createFairQueue(10);
    let running = 0;
    const job = async (value: number) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (value === 2) throw new Error('two');
      return value;
    };
    const results = await Promise.allSettled(
      [1, 2, 3].map((value) => queue.run({}, () => job(value), never)),
    );
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
      1,
      'failed',
      3,
    ]);
  });

  it('goes on after a job that throws before it gives a promise', async () => {
    const queue = createFairQueue(10);
    const broken = (): Promise<never> => {
      throw new Error('at once');
    };
    await expect(queue.run({}, broken, never)).rejects.toThrow('at once');
    expect(await queue.run({}, async () => 5, never)).toBe(5);
  });

  it('serves every client once before it serves one twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), async (owners) => {
        const queue = createFairQueue(100);
        const clients = [{}, {}, {}, {}];
        const gate = createGate();
        const first = queue.run({}, () => gate.passed, never);
        const order: number[] = [];
        const jobs = owners.map((owner) =>
          queue.run(clients[owner] ?? {}, async () => void order.push(owner), never),
        );
        gate.open();
        await Promise.all([first, ...jobs]);
        // Between two turns of a client, every other client that still waits has had one.
        order.forEach((owner, index) => {
          const next = order.indexOf(owner, index + 1);
          if (next < 0) return;
          const between = new Set(order.slice(index + 1, next));
          const waiting = new Set(order.slice(next + 1).filter((other) => other !== owner));
          for (const other of waiting) expect(between.has(other)).toBe(true);
        });
      }),
    );
  });

  it('refuses what is beyond its bound, and what waits when it is closed', async () => {
    const queue = createFairQueue(1);
    const gate = createGate();
    const first = queue.run({}, () => gate.passed, never);
    const second = queue.run({}, async () => 'second', never);
    await expect(queue.run({}, async () => 'third', never)).rejects.toMatchObject({ code: 'QUEUE_FULL' });
    queue.close();
    await expect(second).rejects.toMatchObject({ code: 'SERVER_STOPPING' });
    await expect(queue.run({}, async () => 'fourth', never)).rejects.toMatchObject({
      code: 'SERVER_STOPPING',
    });
    gate.open();
    await first;
    expect(queue.length).toBe(0);
  });

  it('takes a job out whose client has gone, and does not run it', async () => {
    const queue = createFairQueue(5);
    const gate = createGate();
    const first = queue.run({}, () => gate.passed, never);
    const gone = new AbortController();
    let isRun = false;
    const second = queue.run(
      {},
      async () => {
        isRun = true;
      },
      gone.signal,
    );
    gone.abort();
    await expect(second).rejects.toMatchObject({ code: 'CLIENT_GONE' });
    expect(queue.length).toBe(0);
    gate.open();
    await first;
    expect(isRun).toBe(false);
  });
});

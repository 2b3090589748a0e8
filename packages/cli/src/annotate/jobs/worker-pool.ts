import { Worker } from 'node:worker_threads';
import { restoreError } from '@inspire-vla/adapter';
import type { WorkerReply, WorkerRequest, WorkerStart } from './messages.js';

/** Threads that answer requests, one each at a time. */
export interface WorkerPool {
  /** Waits for a free thread. */
  request(request: WorkerRequest): Promise<WorkerReply>;
  close(): Promise<void>;
}

/** Starts so many threads. */
export function createWorkerPool(count: number, start: WorkerStart): WorkerPool {
  const script = new URL('./episode-worker.js', import.meta.url);
  const workers = Array.from({ length: count }, () => new Worker(script, { workerData: start }));
  const dead = new Set<Worker>();
  for (const worker of workers) worker.on('error', () => dead.add(worker)).on('exit', () => dead.add(worker));
  // Each thread answers what it was asked before it is asked again.
  const free: Worker[] = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];

  function release(worker: Worker): void {
    const next = waiting.shift();
    if (next === undefined) free.push(worker);
    else next(worker);
  }

  return {
    async request(request) {
      const worker = free.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
      if (dead.has(worker)) throw new Error('a thread of --jobs has ended');
      const reply = await exchange(worker, request);
      release(worker);
      if (reply.kind === 'failure') throw restoreError(reply.error);
      return reply;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Sends a request and waits for the answer. A thread that has ended is not used again. */
function exchange(worker: Worker, request: WorkerRequest): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      worker.off('message', answered).off('error', failed).off('exit', ended);
    };
    function answered(reply: WorkerReply): void {
      finish();
      resolve(reply);
    }
    function failed(error: Error): void {
      finish();
      reject(error);
    }
    function ended(code: number): void {
      finish();
      reject(new Error(`a thread of --jobs ended with status ${code}`));
    }
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(request);
  });
}

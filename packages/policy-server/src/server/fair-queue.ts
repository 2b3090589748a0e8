import { InspireError } from '@inspire-vla/adapter';

/** Lets one job run at a time, and clients in turn. */
export interface FairQueue {
  /** Jobs that wait. */
  readonly length: number;
  /**
   * Runs a job when its client's turn comes.
   *
   * @throws InspireError `QUEUE_FULL` where too many wait, `SERVER_STOPPING` after `close`, `CLIENT_GONE` where the
   * signal comes before the job's turn; and what the job throws.
   */
  run<Result>(client: object, job: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
  /** Refuses what waits and what comes. The job that runs is not touched. */
  close(): void;
}

interface Waiting {
  start(): Promise<void>;
  refuse(error: InspireError): void;
}

/**
 * Makes a queue: round-robin over clients, so that one with many jobs delays the others by one job at most.
 *
 * @param limit - jobs that may wait in all.
 */
export function createFairQueue(limit: number): FairQueue {
  // A Map keeps the order of insertion: the first client is the one whose turn it is.
  const waiting = new Map<object, Waiting[]>();
  let [length, isRunning, isClosed] = [0, false, false];

  function take(): Waiting | null {
    const [first] = waiting;
    if (first === undefined) return null;
    const [client, jobs] = first;
    const job = jobs.shift() ?? null;
    waiting.delete(client);
    if (jobs.length > 0) waiting.set(client, jobs);
    length -= 1;
    return job;
  }

  async function work(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (let job = take(); job !== null; job = take()) await job.start();
    isRunning = false;
  }

  function remove(client: object, job: Waiting): boolean {
    const jobs = waiting.get(client) ?? [];
    const index = jobs.indexOf(job);
    if (index < 0) return false;
    jobs.splice(index, 1);
    if (jobs.length === 0) waiting.delete(client);
    length -= 1;
    return true;
  }

  return {
    get length() {
      return length;
    },
    run: (client, job, signal) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(stopping());
        if (length >= limit) return reject(full(limit));
        const entry: Waiting = {
          async start() {
            signal.removeEventListener('abort', leave);
            try {
              resolve(await job());
            } catch (error) {
              reject(error);
            }
          },
          refuse(error) {
            signal.removeEventListener('abort', leave);
            reject(error);
          },
        };
        const leave = () => {
          if (remove(client, entry)) reject(gone());
        };
        if (signal.aborted) return reject(gone());
        signal.addEventListener('abort', leave, { once: true });
        waiting.set(client, [...(waiting.get(client) ?? []), entry]);
        length += 1;
        void work();
      }),
    close() {
      isClosed = true;
      for (let job = take(); job !== null; job = take()) job.refuse(stopping());
    },
  };
}

function full(limit: number): InspireError {
  return new InspireError({
    code: 'QUEUE_FULL',
    message: `${limit} requests are waiting already`,
    at: 'server',
    fix: 'try again later, or give the server fewer clients',
  });
}

function stopping(): InspireError {
  return new InspireError({ code: 'SERVER_STOPPING', message: 'the server is stopping', at: 'server' });
}

function gone(): InspireError {
  return new InspireError({ code: 'CLIENT_GONE', message: 'the client has gone', at: 'connection' });
}

import { SHARE_ENV, Worker, type WorkerOptions } from 'node:worker_threads';
import { type ErrorDescription, InspireError, restoreError } from '@inspire-vla/adapter';
import type { TabletopRequest } from './requests.js';
import { takeNext } from './take-next.js';
import { createTabletopWorker, type TabletopWorker, type TabletopWorkerOptions } from './worker.js';

interface Thread {
  readonly worker: Worker;
  /** Null while it waits for work. */
  done: ((answer: Answer) => void) | null;
  /** Its last request; null before the first. */
  request: TabletopRequest | null;
}

type Answer = { readonly result: unknown } | { readonly error: Error };

type ThreadAnswer = { readonly result: unknown } | { readonly error: ErrorDescription };

interface Waiting {
  readonly request: TabletopRequest;
  readonly done: (answer: Answer) => void;
}

/**
 * Runs requests on several threads, each with an engine of its own; with one job, in this thread.
 *
 * What comes of a request does not depend on how many threads there are. The digests of the files of a model that is
 * evaluated are compared in the first thread alone, which has a part in every evaluation; drivers of recordings meet any.
 *
 * @param signal - ends all requests with its reason, and the threads, whatever they wait for.
 * @throws InspireError `JOBS_INVALID` for a number of threads that is none.
 */
export function createTabletopPool(jobs: number, signal?: AbortSignal): TabletopWorker {
  if (!Number.isInteger(jobs) || jobs < 1) throw noThreads(jobs);
  if (jobs === 1) return createTabletopWorker({ signal });
  const waiting: Waiting[] = [];
  const threads = new Set<Thread>();
  for (let job = 0; job < jobs; job += 1) threads.add(startThread(job === 0));
  signal?.addEventListener('abort', stop, { once: true });

  /** Nothing is asked to end by itself: a thread may wait for a server that says nothing. */
  function stop(): void {
    const error: Error = signal?.reason;
    for (const { done } of waiting.splice(0)) done({ error });
    for (const thread of threads) {
      thread.done?.({ error });
      thread.done = null;
      void thread.worker.terminate();
    }
  }
  function startThread(isFirst: boolean): Thread {
    const thread: Thread = { worker: startProgram({ checksums: isFirst }), done: null, request: null };
    const finish = (answer: Answer) => {
      const { done } = thread;
      thread.done = null;
      done?.(answer);
      feed();
    };
    thread.worker.on('message', (answer: ThreadAnswer) =>
      finish('error' in answer ? { error: restoreError(answer.error) } : answer),
    );
    let cause = new Error('it was stopped');
    thread.worker.on('error', (error) => {
      cause = error;
    });
    thread.worker.on('exit', () => {
      threads.delete(thread);
      const lost = threads.size === 0 ? waiting.splice(0) : [];
      for (const { done, request } of lost) done({ error: died(cause, request) });
      if (thread.done !== null) finish({ error: died(cause, thread.request) });
    });
    return thread;
  }
  function feed(): void {
    for (const thread of threads) {
      if (thread.done !== null) continue;
      const next = takeNext(waiting, sceneOf(thread), scenesBeside(thread));
      if (next === null) return;
      thread.done = next.done;
      thread.request = next.request;
      thread.worker.postMessage(next.request);
    }
  }
  function scenesBeside(thread: Thread): ReadonlySet<string> {
    const scenes = [...threads].filter((other) => other !== thread).map(sceneOf);
    return new Set(scenes.filter((scene) => scene !== null));
  }
  return {
    run: ((request: TabletopRequest) =>
      new Promise<unknown>((resolve, reject) => {
        const done = (answer: Answer) => ('error' in answer ? reject(answer.error) : resolve(answer.result));
        if (signal?.aborted === true) done({ error: signal.reason });
        else waiting.push({ request, done });
        // When all that is asked for at once is known, threads can begin in different scenes.
        queueMicrotask(feed);
      })) as TabletopWorker['run'],
    async close() {
      await Promise.all(
        [...threads].map(async ({ worker, done }) => {
          if (done !== null || signal?.aborted === true) return worker.terminate();
          return new Promise<void>((resolve) => {
            worker.once('exit', () => resolve());
            worker.postMessage(null);
          });
        }),
      );
      signal?.removeEventListener('abort', stop);
    },
  };
}

function sceneOf({ request }: Thread): string | null {
  return request?.task.scene.id ?? null;
}

/**
 * The program stands beside this file; from the sources, the thread first has to learn to read TypeScript. It shares the
 * environment, for onnxruntime reads that of the process (see `declineTelemetry`).
 */
function startProgram(workerData: TabletopWorkerOptions): Worker {
  const options: WorkerOptions = { env: SHARE_ENV, workerData };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./tabletop-thread.js', import.meta.url), options);
  const url = new URL('./thread-program.ts', import.meta.url).href;
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import('${url}'); })`;
  return new Worker(code, { ...options, eval: true });
}

function died(cause: Error, request: TabletopRequest | null): InspireError {
  return new InspireError({
    code: 'THREAD_DIED',
    message: `a thread of the physics world has ended: ${cause.message}`,
    fix: `try fewer --jobs; ${needs(request)}`,
    cause,
  });
}

/** What a thread takes, by what acts in it. */
function needs(request: TabletopRequest | null): string {
  const driver = request?.kind === 'record' && request.driver?.kind === 'policy' ? request.driver : null;
  const policy = request?.kind === 'evaluate' ? request.policy : driver?.policy;
  const memory = 'each needs about 200 MB of memory';
  if (policy?.kind !== 'model') return memory;
  return `${memory}, and as much as the model of ${policy.folder} beside them, which each loads for itself`;
}

function noThreads(jobs: number): InspireError {
  return new InspireError({
    code: 'JOBS_INVALID',
    message: `${jobs} is no number of threads`,
    at: 'jobs',
    fix: 'give a whole number of at least 1',
  });
}

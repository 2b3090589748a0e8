import { SHARE_ENV, Worker } from 'node:worker_threads';
import { type ErrorDescription, InspireError, restoreError } from '@inspire-vla/adapter';
import type { TabletopRequest } from './requests.js';
import { takeNext } from './take-next.js';
import { createTabletopWorker, type TabletopWorker } from './worker.js';

interface Thread {
  readonly worker: Worker;
  /** Null while it waits for work. */
  done: ((answer: Answer) => void) | null;
  /** Where its last request was; null before the first. */
  scene: string | null;
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
 * What comes of a request does not depend on how many threads there are.
 *
 * @throws InspireError `JOBS_INVALID` for a number of threads that is none.
 */
export function createTabletopPool(jobs: number): TabletopWorker {
  if (!Number.isInteger(jobs) || jobs < 1) throw noThreads(jobs);
  if (jobs === 1) return createTabletopWorker();
  const waiting: Waiting[] = [];
  const threads = new Set<Thread>();
  for (let job = 0; job < jobs; job += 1) threads.add(startThread());

  function startThread(): Thread {
    const thread: Thread = { worker: startProgram(), done: null, scene: null };
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
      for (const { done } of lost) done({ error: died(cause) });
      if (thread.done !== null) finish({ error: died(cause) });
    });
    return thread;
  }
  function feed(): void {
    for (const thread of threads) {
      if (thread.done !== null) continue;
      const next = takeNext(waiting, thread.scene, scenesBeside(thread));
      if (next === null) return;
      thread.done = next.done;
      thread.scene = next.request.task.scene.id;
      thread.worker.postMessage(next.request);
    }
  }
  function scenesBeside(thread: Thread): ReadonlySet<string> {
    const scenes = [...threads].filter((other) => other !== thread).map(({ scene }) => scene);
    return new Set(scenes.filter((scene) => scene !== null));
  }
  return {
    run: ((request: TabletopRequest) =>
      new Promise<unknown>((resolve, reject) => {
        const done = (answer: Answer) => ('error' in answer ? reject(answer.error) : resolve(answer.result));
        waiting.push({ request, done });
        // When all that is asked for at once is known, threads can begin in different scenes.
        queueMicrotask(feed);
      })) as TabletopWorker['run'],
    async close() {
      await Promise.all(
        [...threads].map(async ({ worker, done }) => {
          if (done !== null) return worker.terminate();
          return new Promise<void>((resolve) => {
            worker.once('exit', () => resolve());
            worker.postMessage(null);
          });
        }),
      );
    },
  };
}

/**
 * The program stands beside this file; from the sources, the thread first has to learn to read TypeScript. It shares the
 * environment, for onnxruntime reads that of the process (see `declineTelemetry`).
 */
function startProgram(): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./tabletop-thread.js', import.meta.url), { env: SHARE_ENV });
  const url = new URL('./thread-program.ts', import.meta.url).href;
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import('${url}'); })`;
  return new Worker(code, { eval: true, env: SHARE_ENV });
}

function died(cause: Error): InspireError {
  return new InspireError({
    code: 'THREAD_DIED',
    message: `a thread of the physics world has ended: ${cause.message}`,
    fix: 'try fewer --jobs; each needs about 200 MB of memory',
    cause,
  });
}

function noThreads(jobs: number): InspireError {
  return new InspireError({
    code: 'JOBS_INVALID',
    message: `${jobs} is no number of threads`,
    at: 'jobs',
    fix: 'give a whole number of at least 1',
  });
}

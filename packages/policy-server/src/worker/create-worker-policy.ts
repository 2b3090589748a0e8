import { SHARE_ENV, Worker } from 'node:worker_threads';
import { InspireError, restoreError } from '@inspire-vla/adapter';
import type { Policy, PolicyObservation, PolicyReply } from '../policy/policy.js';
import type { WorkerAnswer, WorkerRequest, WorkerTask } from './messages.js';

/** What a module must export to be loaded by {@link createWorkerPolicy}. */
export interface PolicyModule {
  /** Makes the policy, in its own thread. `options` are data, a structured clone of what was given. */
  createPolicy(options: unknown): Policy | Promise<Policy>;
}

/** Options of {@link createWorkerPolicy}. */
export interface WorkerPolicyOptions {
  /** The module that exports `createPolicy`, see {@link PolicyModule}: its URL, or the name of a package. */
  readonly module: URL | string;
  /** Given to `createPolicy`: plain data, as threads share no functions. */
  readonly options?: unknown;
  /** Options of node for the thread, e.g. a loader. Default: those of this process. */
  readonly execArgv?: readonly string[];
}

interface Pending {
  resolve(reply: PolicyReply): void;
  reject(error: Error): void;
}

/**
 * A policy in a thread of its own, so that the process goes on answering while a model computes.
 *
 * @throws InspireError `POLICY_MODULE` where the module gives no policy, `POLICY_CRASHED` where the thread
 * ends, and what `createPolicy` throws. What the policy itself throws is thrown here as it was there.
 *
 * @example
 * ```ts no-run
 * import { createWorkerPolicy } from '@inspire-vla/policy-server';
 *
 * const policy = await createWorkerPolicy({
 *   module: new URL('./my-policy.js', import.meta.url),
 *   options: { threads: 4 },
 * });
 * console.log(policy.description.cameras);
 * await policy.close();
 * ```
 */
export async function createWorkerPolicy({
  module,
  options,
  execArgv,
}: WorkerPolicyOptions): Promise<Policy> {
  const task: WorkerTask = { module: String(module), options };
  const worker = new Worker(programUrl(), {
    workerData: task,
    // What a module sets for a native library, such as onnxruntime, is read from the environment of the process.
    env: SHARE_ENV,
    ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
  });
  const pending = new Map<number, Pending>();
  let [nextId, nextClient, isClosing] = [0, 0, false];
  let endReason: InspireError | null = null;
  const send = (request: WorkerRequest, moved: readonly ArrayBuffer[] = []) =>
    worker.postMessage(request, moved);

  const ended = new Promise<InspireError | null>((resolve) => {
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', (code) => {
      endReason = isClosing ? closed() : crashed(code, cause);
      for (const { reject } of pending.values()) reject(endReason);
      pending.clear();
      resolve(isClosing ? null : endReason);
    });
  });
  const description = await new Promise<Policy['description']>((resolve, reject) => {
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'ready') resolve(answer.description);
      else if (answer.kind === 'failed') reject(restoreError(answer.error));
      else if (answer.kind === 'closed') void worker.terminate();
      else settle(answer);
    });
    void ended.then((error) => reject(error));
  }).catch(async (error) => {
    isClosing = true;
    await worker.terminate();
    throw error;
  });

  function settle(answer: Extract<WorkerAnswer, { id: number }>): void {
    const request = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.kind === 'reply') request?.resolve(answer.reply);
    else request?.reject(restoreError(answer.error));
  }

  return {
    description,
    ended,
    connect() {
      const client = nextClient++;
      return {
        async infer(observation, { signal, givesPictures = false } = {}) {
          if (endReason !== null) throw endReason;
          // A signal that has come already tells no listener.
          signal?.throwIfAborted();
          const id = nextId++;
          // An aborted step is still waited for: until it is over, the model is not free.
          const abort = () => send({ kind: 'abort', id });
          signal?.addEventListener('abort', abort, { once: true });
          try {
            return await new Promise<PolicyReply>((resolve, reject) => {
              pending.set(id, { resolve, reject });
              const moved = givesPictures ? memoryOf(observation) : [];
              send({ kind: 'infer', id, client, observation }, moved);
            });
          } finally {
            signal?.removeEventListener('abort', abort);
          }
        },
        reset: () => send({ kind: 'reset', client }),
        close: () => send({ kind: 'leave', client }),
      };
    },
    async close() {
      if (!isClosing) send({ kind: 'close' });
      isClosing = true;
      const late = setTimeout(() => void worker.terminate(), closeMilliseconds);
      await ended;
      clearTimeout(late);
    },
  };
}

/** What stays below is copied: small buffers may be parts of a pool, which cannot move. */
const leastMoved = 65_536;

/** The memory of the pictures; those of one message share it. */
function memoryOf({ images }: PolicyObservation): readonly ArrayBuffer[] {
  const buffers = Object.values(images).map(({ bytes }) => bytes.buffer);
  const own = buffers.filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
  return [...new Set(own)].filter(({ byteLength }) => byteLength > leastMoved);
}

/** A model that is not freed by then is left to the system. */
const closeMilliseconds = 10_000;

/** Beside this file, built or not. */
function programUrl(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './policy-worker.ts' : './worker/policy-worker.js', import.meta.url);
}

function crashed(code: number, cause: unknown): InspireError {
  const reason = cause instanceof Error ? cause.message : `exit code ${code}`;
  return new InspireError({
    code: 'POLICY_CRASHED',
    message: `the policy's thread has ended (${reason})`,
    at: 'policy',
    fix: 'start the server again; where memory was short, give it more or take a smaller model',
    cause,
  });
}

function closed(): InspireError {
  return new InspireError({ code: 'POLICY_CLOSED', message: 'the policy is closed', at: 'policy' });
}

// The program of a policy's thread: loads the module that makes the policy, and answers one message after another.
import { parentPort, workerData } from 'node:worker_threads';
import { describeError, InspireError } from '@inspire-vla/adapter';
import { faultOfPolicy } from '../policy/check-policy.js';
import type { Policy, PolicyConnection } from '../policy/policy.js';
import type { WorkerAnswer, WorkerRequest, WorkerTask } from './messages.js';

const answer = (message: WorkerAnswer) => parentPort?.postMessage(message);
const connections = new Map<number, PolicyConnection>();
const running = new Map<number, AbortController>();

try {
  const policy = await load(workerData as WorkerTask);
  parentPort?.on('message', (request: WorkerRequest) => void handle(policy, request).catch(warn));
  answer({ kind: 'ready', description: policy.description });
} catch (error) {
  answer({ kind: 'failed', error: describeError(error) });
}

/** What a policy cannot forget or free is nobody's step: the thread goes on, and says it on standard error. */
function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

async function load(task: WorkerTask): Promise<Policy> {
  const policy = await make(task);
  const fault = faultOfPolicy(policy);
  if (fault === null) return policy;
  throw unusable(
    task.module,
    fault,
    'let createPolicy give a Policy, see the README of @inspire-vla/policy-server',
  );
}

async function make({ module, options }: WorkerTask): Promise<Policy> {
  try {
    const { createPolicy } = (await import(module)) as {
      readonly createPolicy?: (options: unknown) => Policy | Promise<Policy>;
    };
    if (typeof createPolicy === 'function') return await createPolicy(options);
  } catch (cause) {
    if (InspireError.isInstance(cause)) throw cause;
    const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/ imported from .*/, '');
    // Paths are looked for from here, and nobody's file is beside this one.
    const isRelative = module.startsWith('.');
    const fix = isRelative ? `give new URL('${module}', import.meta.url)` : 'mend the module, or its path';
    throw unusable(module, `the module gives no policy (${reason})`, fix);
  }
  const fix = 'export function createPolicy(options) from it, see PolicyModule in @inspire-vla/policy-server';
  throw unusable(module, 'the module exports no createPolicy', fix);
}

function unusable(module: string, message: string, fix: string): InspireError {
  return new InspireError({ code: 'POLICY_MODULE', message, at: module, fix });
}

async function handle(policy: Policy, request: WorkerRequest): Promise<void> {
  if (request.kind === 'infer') return infer(policy, request);
  if (request.kind === 'abort') return running.get(request.id)?.abort();
  if (request.kind === 'reset') return reset(request.client);
  if (request.kind === 'leave') return leave(request.client);
  try {
    await policy.close();
  } finally {
    answer({ kind: 'closed' });
  }
}

async function reset(client: number): Promise<void> {
  try {
    await connections.get(client)?.reset();
  } catch (error) {
    // A new place has nothing to remember.
    await leave(client);
    throw error;
  }
}

async function leave(client: number): Promise<void> {
  const connection = connections.get(client);
  connections.delete(client);
  await connection?.close();
}

async function infer(policy: Policy, request: Extract<WorkerRequest, { kind: 'infer' }>): Promise<void> {
  const { id, client, observation } = request;
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const connection = connections.get(client) ?? policy.connect();
    connections.set(client, connection);
    answer({ kind: 'reply', id, reply: await connection.infer(observation, { signal: abort.signal }) });
  } catch (error) {
    answer({ kind: 'error', id, error: describeError(error) });
  } finally {
    running.delete(id);
  }
}

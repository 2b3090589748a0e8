import { performance } from 'node:perf_hooks';
import { InspireError } from '@inspire-vla/adapter';
import type { Policy, PolicyConnection } from '../policy/policy.js';
import type { ProtocolClient } from '../protocol/protocol.js';
import { failedEntry } from './failed-entry.js';
import type { FairQueue } from './fair-queue.js';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';

/** What all clients of a server share. */
export interface Service {
  readonly policy: Policy;
  readonly queue: FairQueue;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** A {@link ProtocolClient} with an end. */
export interface ServedClient extends ProtocolClient {
  /** Stops what runs for this client, and frees its place at the policy. */
  leave(): void;
}

/** Gives a client a place at the policy, and its turns in the queue. */
export function serveClient({ policy, queue, metrics, log }: Service): ServedClient {
  const connection = policy.connect();
  const ending = new AbortController();
  const report = (error: unknown) => log(failedEntry(error));
  let idle: Promise<unknown> = Promise.resolve();
  return {
    policy: policy.description,
    async infer(observation) {
      const asked = performance.now();
      const running = queue.run(
        connection,
        () => {
          metrics.waited(performance.now() - asked);
          return connection.infer(observation, { signal: ending.signal, givesPictures: true });
        },
        ending.signal,
      );
      idle = Promise.allSettled([idle, running]).then(() => undefined);
      metrics.queue(queue.length);
      try {
        const reply = await running;
        if (!isWhole(reply.actions)) throw incomplete();
        metrics.replied(reply);
        return reply;
      } finally {
        metrics.queue(queue.length);
      }
    },
    reset() {
      const forgotten: unknown = connection.reset();
      Promise.resolve(forgotten).catch(report);
    },
    leave() {
      ending.abort();
      free(connection, idle).catch(report);
    },
  };
}

/**
 * Frees a place once no step of it runs. A policy of somebody else may fail at it, at once or later: that must not end the
 * process, and the other clients.
 */
async function free(connection: PolicyConnection, idle: Promise<unknown>): Promise<void> {
  await idle;
  await connection.close();
}

/** A policy of somebody else may give anything; a robot gets whole chunks of finite numbers, or an error. */
function isWhole(actions: readonly (readonly number[])[]): boolean {
  const [first] = actions;
  const dimensions = first?.length ?? 0;
  return (
    dimensions > 0 && actions.every((action) => action.length === dimensions && action.every(Number.isFinite))
  );
}

function incomplete(): InspireError {
  return new InspireError({
    code: 'ACTION_UNDECODABLE',
    message: 'the policy gave no whole chunk of finite numbers',
    at: 'actions',
    fix: 'mend the policy',
  });
}

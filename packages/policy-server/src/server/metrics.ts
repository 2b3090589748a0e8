import type { PolicyReply } from '../policy/policy.js';

/** Counters of one server, for Prometheus. */
export interface Metrics {
  readonly contentType: string;
  clients(change: 1 | -1): void;
  queue(length: number): void;
  /** @param outcome - `ok`, or the code of the error. */
  request(outcome: string): void;
  waited(milliseconds: number): void;
  replied(reply: PolicyReply): void;
  received(bytes: number): void;
  /** The text that Prometheus reads. */
  read(): Promise<string>;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Makes the counters, in a registry of their own, so that two servers in one process do not mix theirs. Their library is
 * loaded with the first server: it is a good part of what a command that serves nothing would have to load.
 */
export async function createMetrics(protocol: string): Promise<Metrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  registry.setDefaultLabels({ protocol });
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name: `inspire_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Histogram({ name: `inspire_${name}`, help, labelNames, buckets: seconds, registers });
  const clients = new Gauge({ name: 'inspire_clients', help: 'Clients that are connected.', registers });
  const queue = new Gauge({ name: 'inspire_queue_length', help: 'Requests that wait.', registers });
  const requests = counter('requests_total', 'Requests by outcome: ok, or the code of the error.', [
    'outcome',
  ]);
  const received = counter('received_bytes_total', 'Bytes of requests.');
  const guesses = counter('guesses_total', 'Guessed answers that were tried, and that held.', ['result']);
  const passes = counter('passes_total', 'Forward passes of the model.');
  const waits = histogram('queue_seconds', 'Time in the queue.');
  const parts = histogram('step_seconds', 'Time of the parts of a step.', ['part']);
  return {
    contentType: registry.contentType,
    clients: (change) => clients.inc(change),
    queue: (length) => queue.set(length),
    request: (outcome) => requests.inc({ outcome }),
    waited: (milliseconds) => waits.observe(milliseconds / 1000),
    received: (bytes) => received.inc(bytes),
    replied({ timings, passes: count, guesses: { tried, held } }) {
      for (const [part, time] of Object.entries(timings)) parts.observe({ part }, time / 1000);
      passes.inc(count);
      guesses.inc({ result: 'tried' }, tried);
      guesses.inc({ result: 'held' }, held);
    },
    read: () => registry.metrics(),
  };
}

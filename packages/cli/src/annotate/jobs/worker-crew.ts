import { episodePlaces } from '@inspire-vla/dataset';
import type { Job } from '../job.js';
import type { Crew } from './crew.js';
import type { WorkerReply, WorkerRequest, WorkerStart } from './messages.js';
import { createWorkerPool } from './worker-pool.js';

/** Episodes that are done, or being done, beyond one per thread: they wait in memory until it is their turn. */
const ahead = 1;

/** Annotates in threads of its own: they read, label and encode, so that only writing is left to this one. */
export function createWorkerCrew(job: Job, threads: number): Crew {
  const pool = createWorkerPool(threads, startOf(job));
  const places = episodePlaces(job.source.episodes, job.source.tasks);

  async function* inOrder(requests: Iterable<WorkerRequest>): AsyncGenerator<WorkerReply> {
    const running: Promise<WorkerReply>[] = [];
    for (const request of requests) {
      const reply = pool.request(request);
      // Whoever waits for it is told.
      reply.catch(() => undefined);
      running.push(reply);
      const oldest = running.length > threads + ahead ? running.shift() : undefined;
      if (oldest !== undefined) yield await oldest;
    }
    for (const reply of running) yield await reply;
  }

  return {
    async *episodes(first, shape, directory) {
      const requests = places
        .slice(first)
        .map((place) => ({ kind: 'episode' as const, index: place.episode, place, shape, directory }));
      for await (const reply of inOrder(requests)) {
        if (reply.kind !== 'episode') continue;
        const { note, encoded } = reply;
        yield { note, writeTo: (writer) => writer.writeEncoded(encoded, note) };
      }
    },
    async *tokenLengths(count) {
      const requests = Array.from({ length: count }, (_, index) => ({ kind: 'tokenLength' as const, index }));
      for await (const reply of inOrder(requests)) if (reply.kind === 'tokenLength') yield reply.length;
    },
    close: () => pool.close(),
  };
}

/** The options without what cannot be sent to a thread. */
function startOf({ options, tokens }: Job): WorkerStart {
  const { signal: _, onStart: __, onFrames: ___, onResumed: ____, ...plain } = options;
  return { options: plain, statistics: tokens?.numbers.file.text ?? null };
}

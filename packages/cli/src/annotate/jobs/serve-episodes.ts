import type { MessagePort } from 'node:worker_threads';
import { describeError } from '@inspire-vla/adapter';
import { createEncoder, type EpisodeEncoder } from '@inspire-vla/dataset';
import { createJob, type Job } from '../job.js';
import { noteEpisode } from '../note-episode.js';
import { openAnnotated } from '../open-annotated.js';
import { openSource } from '../open-source.js';
import { featuresRead, labelled, outputEpisode } from '../output-episode.js';
import { type OutputShape, writerOptions } from '../output-shape.js';
import type { WorkerReply, WorkerRequest, WorkerStart } from './messages.js';
import { ownColumns } from './own-columns.js';

/** Answers requests for episodes of a job, each thread with a source of its own; they come one at a time. */
export async function serveEpisodes(port: MessagePort, { options, statistics }: WorkerStart): Promise<void> {
  const job = openSource(options).then((source) => createJob(source, options, statistics));
  job.catch(() => undefined);
  let encoder: Promise<EpisodeEncoder | null> | null = null;

  /** What the first episode tells of all. */
  async function begin(shape: OutputShape, directory: string): Promise<EpisodeEncoder | null> {
    // Each thread reads what lies between its episodes too: to open a shared file for each takes far longer.
    const prepared = await job;
    prepared.source.willRead?.(featuresRead(prepared, shape.features), { isWithRecords: true });
    return encoderOf(prepared, shape, directory);
  }

  async function serve(request: WorkerRequest): Promise<WorkerReply> {
    if (request.kind === 'episode') encoder ??= begin(request.shape, request.directory);
    const encode = (await encoder)?.encode;
    const annotated = await openAnnotated(await job, request.index);
    if (request.kind === 'tokenLength') {
      const length = (await (await job).tokens?.maker.longest(labelled(annotated))) ?? 0;
      return { kind: 'tokenLength', length };
    }
    const { place, shape } = request;
    const episode = await outputEpisode(await job, annotated, shape);
    const encoded = await encode?.({ ...episode, columns: ownColumns(episode.columns) }, place);
    if (encoded === undefined) throw new Error('the format cannot be encoded apart from being written');
    return { kind: 'episode', encoded, note: await noteEpisode(await job, annotated) };
  }

  port.on('message', (request: WorkerRequest) => {
    serve(request)
      .catch((error: unknown): WorkerReply => ({ kind: 'failure', error: describeError(error) }))
      .then((reply) => port.postMessage(reply));
  });
}

function encoderOf(job: Job, shape: OutputShape, directory: string): Promise<EpisodeEncoder | null> {
  return createEncoder(job.options.to ?? 'lerobot-v3.0', { ...writerOptions(job, shape), directory });
}

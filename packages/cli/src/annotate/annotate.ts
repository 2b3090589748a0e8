import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyAttachments, type EpisodeSource } from '@inspire-vla/dataset';
import { frameCount } from '../frame-count.js';
import { writeReport } from '../inspect/write-report.js';
import { checkOutput, writtenShare } from '../output/check-output.js';
import { reportFinished } from '../output/report-finished.js';
import { reportPlace } from '../output/report-place.js';
import { runStaged, type StagedRun } from '../output/run-staged.js';
import { checkChoices, checkPaths } from './check-choices.js';
import { runIdentity } from './choices.js';
import { createMetadata } from './create-metadata.js';
import { findFinished } from './find-finished.js';
import { hashSource } from './hash-files.js';
import { createJob, type Job } from './job.js';
import type { Metadata } from './metadata.js';
import { noteEpisode } from './note-episode.js';
import { openAnnotated } from './open-annotated.js';
import { openSource } from './open-source.js';
import type { AnnotateOptions } from './options.js';
import { featuresRead, labelled } from './output-episode.js';
import { selectShard } from './shard.js';
import { createTally } from './tally.js';
import { checkPartLength } from './tokens/check-part-length.js';
import { writeEpisodes } from './write-episodes.js';
import { writeMetadata } from './write-metadata.js';

/**
 * The main job: a dataset in, spatial questions and answers per frame, a dataset and a report out.
 *
 * The output is written beside its place and renamed when it is whole.
 *
 * @returns what also stands in the output's `meta/inspire.json`.
 * @throws InspireError what reading, linking and writing raise: each names its file and place.
 *
 * @example
 * ```ts no-run
 * import { annotate } from 'inspire-vla';
 *
 * const { counts } = await annotate({ source: 'libero_goal', output: 'libero_goal_inspire' });
 * console.log(counts.answers);
 * ```
 */
export async function annotate(options: AnnotateOptions): Promise<Metadata> {
  checkPaths(options);
  return annotateSource(await openSource(options), options);
}

/**
 * {@link annotate} for a source that is open already, which it closes. If `openSource` did not open it by the same
 * options, `options.source` is only its name, and `jobs` must be left out, since other threads could not open it.
 */
export async function annotateSource(source: EpisodeSource, options: AnnotateOptions): Promise<Metadata> {
  const hashing = new AbortController();
  try {
    checkPartLength(options);
    checkChoices(options);
    return options.dryRun === true
      ? await labelAll(source, options, hashing.signal)
      : await writeAll(source, options, hashing.signal);
  } finally {
    hashing.abort();
    await source.close();
  }
}

async function labelAll(
  source: EpisodeSource,
  options: AnnotateOptions,
  signal: AbortSignal,
): Promise<Metadata> {
  const job = await createJob(source, options);
  const sha256 = await hashSource(source, options, signal);
  tellStart(job);
  const tally = createTally();
  job.source.willRead?.(featuresRead(job, []), { isWithRecords: true });
  for (let index = 0; index < job.source.episodes.length; index += 1) {
    const annotated = await openAnnotated(job, index);
    // One episode shows whether the adapter takes what it will be given.
    if (index === 0) await job.tokens?.maker.longest(labelled(annotated));
    tally.add(annotated.episode.instruction, await noteEpisode(job, annotated));
    job.options.onFrames?.(annotated.episode.length);
  }
  return createMetadata({ ...job, sha256, tally });
}

async function writeAll(
  source: EpisodeSource,
  options: AnnotateOptions,
  signal: AbortSignal,
): Promise<Metadata> {
  // First of all: what is whole already needs no room on the disk.
  const finished = options.resume === true ? await findFinished(source, options, signal) : null;
  if (finished !== null) {
    await reportFinished(options);
    return finished;
  }
  const part = options.shard === undefined ? source : selectShard(source, options.shard);
  const share = writtenShare(source, part, options.imageSize);
  await checkOutput({ ...options, source, share, roots: [options.source] });
  return runStaged(options, async (run) => {
    const job = await createJob(source, options);
    tellStart(job);
    return writeOutput(job, run, signal);
  });
}

async function writeOutput(
  job: Job,
  { staged, openJournal }: StagedRun,
  signal: AbortSignal,
): Promise<Metadata> {
  const journal = await openJournal(await runIdentity(job));
  // Begun here, so that it goes on while pictures are encoded.
  const hashed = journal.remember('sha256', () => hashSource(job.whole, job.options, signal));
  hashed.catch(() => undefined);
  const tally = await writeEpisodes(job, staged, journal);
  const metadata = createMetadata({ ...job, sha256: await hashed, tally });
  await writeMetadata(staged.path, metadata);
  await copyAttachments(job.whole, job.options.to ?? 'lerobot-v3.0', staged.path);
  if (job.tokens !== null) {
    const { name, text } = job.tokens.numbers.file;
    await writeFile(join(staged.path, 'meta', name), text);
  }
  await writeReport(staged.path, await reportPlace(job.options, staged.path));
  return metadata;
}

function tellStart({ source, options }: Job): void {
  options.onStart?.(frameCount(source));
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createStagedDirectory, openDataset } from '@inspire-vla/dataset';
import { writeReport } from '../inspect/write-report.js';
import type { EpisodeAnnotation } from './annotate-episode.js';
import { createMetadata } from './create-metadata.js';
import { createJob, type Job } from './job.js';
import { type Metadata, metadataPath } from './metadata.js';
import { openAnnotated } from './open-annotated.js';
import type { AnnotateOptions } from './options.js';
import { writeEpisodes } from './write-episodes.js';

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
  const { positions = 'auto', noOps = 'keep' } = options;
  const readable = positions === 'gripper-events' ? 'scene' : positions;
  const source = await openDataset(options.source, options.from, { positions: readable, noOps });
  try {
    const job = await createJob(source, options);
    options.onStart?.(source.episodes.reduce((sum, { length }) => sum + length, 0));
    return options.dryRun === true ? await labelAll(job) : await writeAll(job);
  } finally {
    await source.close();
  }
}

async function labelAll(job: Job): Promise<Metadata> {
  const annotations: EpisodeAnnotation[] = [];
  for (let index = 0; index < job.source.episodes.length; index += 1) {
    const { episode, annotation } = await openAnnotated(job, index);
    annotations.push(annotation);
    job.options.onFrames?.(episode.length);
  }
  return createMetadata({ ...job, labeler: job.rule.labeler, annotations });
}

async function writeAll(job: Job): Promise<Metadata> {
  const { output, report, overwrite, signal } = job.options;
  const staged = await createStagedDirectory(output, { overwrite: overwrite === true });
  try {
    const annotations = await writeEpisodes(job, staged.path);
    const metadata = await createMetadata({ ...job, labeler: job.rule.labeler, annotations });
    // Not every format has a folder of this name.
    await mkdir(join(staged.path, 'meta'), { recursive: true });
    await writeFile(join(staged.path, metadataPath), `${JSON.stringify(metadata, null, 2)}\n`);
    if (job.tokens !== null) {
      const { name, text } = job.tokens.numbers.file;
      await writeFile(join(staged.path, 'meta', name), text);
    }
    await writeReport(staged.path, report ?? join(staged.path, 'report.html'));
    signal?.throwIfAborted();
    await staged.commit();
    return metadata;
  } catch (error) {
    await staged.discard();
    throw error;
  }
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Formulation, Order, WordSet } from '@inspire-vla/adapter';
import {
  type Camera,
  canHold,
  createStagedDirectory,
  createWriter,
  type EpisodeSource,
  type Feature,
  type OutputFormat,
  openDataset,
  type SourceFormat,
} from '@inspire-vla/dataset';
import { createLabeler, type Frame, frames, type Labeler } from '@inspire-vla/direction-labeler';
import { createQuestion } from '@inspire-vla/prompt-builder';
import { writeReport } from '../inspect/write-report.js';
import { annotateEpisode, type EpisodeAnnotation } from './annotate-episode.js';
import { annotationColumns, describeAnnotation } from './annotation-columns.js';
import { createMetadata } from './create-metadata.js';
import {
  askedCamera,
  createLanguageEvents,
  type LanguageEventMode,
  languageEventsFeature,
} from './language-events.js';
import { type Metadata, metadataPath } from './metadata.js';
import { outputCameras, resizePictures } from './resize-pictures.js';
import { createTaskObjects, type ObjectOverrides, type TaskObject } from './task-objects.js';

/** Options of {@link annotate}; defaults as on the command line. */
export interface AnnotateOptions {
  /** A file or folder of a readable format. */
  readonly source: string;
  /** The folder to make. */
  readonly output: string;
  /** Default: recognised by content. */
  readonly from?: SourceFormat;
  /** Default `lerobot-v3.0`. */
  readonly to?: OutputFormat;
  readonly formulation?: Formulation;
  readonly order?: Order;
  readonly words?: WordSet;
  readonly frame?: Frame;
  /** Metres; default 0: "close" is never said. */
  readonly closeThreshold?: number;
  /** Objects by instruction, in place of those found in the text. */
  readonly objects?: ObjectOverrides;
  /** Also writes questions and answers as LeRobot's `language_events`. */
  readonly languageEvents?: LanguageEventMode;
  /** Resizes every camera to this many pixels square. */
  readonly imageSize?: number;
  /** Replaces an existing output once the new one is whole. */
  readonly overwrite?: boolean;
  /** Where the HTML report goes; default `report.html` in the output. */
  readonly report?: string;
  /** Reads and labels everything, writes nothing. */
  readonly dryRun?: boolean;
  /** Stops the work; nothing is left of the output. */
  readonly signal?: AbortSignal;
  /** Told once how many frames there are, then after each episode how many more are done. */
  readonly onStart?: (frames: number) => void;
  readonly onFrames?: (frames: number) => void;
}

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
  const source = await openDataset(options.source, options.from);
  try {
    const job = createJob(source, options);
    options.onStart?.(source.episodes.reduce((sum, { length }) => sum + length, 0));
    return options.dryRun === true ? await labelAll(job) : await writeAll(job);
  } finally {
    await source.close();
  }
}

/** What every episode of one run shares. */
interface Job {
  readonly source: EpisodeSource;
  readonly options: AnnotateOptions &
    Required<Pick<AnnotateOptions, 'formulation' | 'order' | 'words' | 'frame'>>;
  readonly labeler: Labeler;
  readonly tasks: ReadonlyMap<string, readonly TaskObject[]>;
  readonly objectsMaximum: number;
}

function createJob(source: EpisodeSource, given: AnnotateOptions): Job {
  const options = {
    formulation: 'direction-1d' as const,
    order: 'vqa-first' as const,
    words: 'paper' as const,
    frame: frames.libero,
    ...given,
  };
  const { formulation, words, frame, closeThreshold } = options;
  const labeler = createLabeler({
    formulation,
    words,
    frame,
    ...(closeThreshold === undefined ? {} : { closeThreshold }),
  });
  const objectsOf = createTaskObjects(options.objects ?? {});
  const tasks = new Map<string, readonly TaskObject[]>();
  for (const { instruction } of source.episodes) {
    if (!tasks.has(instruction)) tasks.set(instruction, objectsOf(instruction));
  }
  const objectsMaximum = Math.max(0, ...[...tasks.values()].map((objects) => objects.length));
  return { source, options, labeler, tasks, objectsMaximum };
}

async function labelAll(job: Job): Promise<Metadata> {
  const annotations: EpisodeAnnotation[] = [];
  for (let index = 0; index < job.source.episodes.length; index += 1) {
    annotations.push((await openAnnotated(job, index)).annotation);
    job.options.onFrames?.(job.source.episodes[index]?.length ?? 0);
  }
  return createMetadata({ ...job, annotations });
}

async function openAnnotated(job: Job, index: number) {
  job.options.signal?.throwIfAborted();
  const episode = await job.source.open(index);
  const objects = job.tasks.get(episode.instruction) ?? [];
  const annotation = annotateEpisode(episode, objects, await episode.scene(), job.labeler);
  return { episode, objects, annotation };
}

async function writeAll(job: Job): Promise<Metadata> {
  const { output, report, overwrite } = job.options;
  const staged = await createStagedDirectory(output, { overwrite: overwrite === true });
  try {
    const annotations = await writeEpisodes(job, staged.path);
    const metadata = await createMetadata({ ...job, annotations });
    await writeFile(join(staged.path, metadataPath), `${JSON.stringify(metadata, null, 2)}\n`);
    await writeReport(staged.path, report ?? join(staged.path, 'report.html'));
    job.options.signal?.throwIfAborted();
    await staged.commit();
    return metadata;
  } catch (error) {
    await staged.discard();
    throw error;
  }
}

async function writeEpisodes(job: Job, directory: string): Promise<readonly EpisodeAnnotation[]> {
  const { source, options } = job;
  const cameras = outputCameras(source, options.imageSize);
  const { fps, robotType } = source;
  const features = outputFeatures(job);
  const writer = await createWriter(options.to ?? 'lerobot-v3.0', {
    directory,
    fps,
    robotType,
    features,
    cameras,
  });
  const annotations: EpisodeAnnotation[] = [];
  try {
    for (let index = 0; index < source.episodes.length; index += 1) {
      const annotated = await openAnnotated(job, index);
      await writer.writeEpisode(await outputEpisode(job, annotated, cameras, features));
      annotations.push(annotated.annotation);
      options.onFrames?.(annotated.episode.length);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
  return annotations;
}

/** The source's own features that the format can hold, and what annotation adds. */
function outputFeatures({ source, objectsMaximum, options }: Job): readonly Feature[] {
  const { to = 'lerobot-v3.0', languageEvents } = options;
  const added = [
    ...describeAnnotation(objectsMaximum),
    ...(languageEvents === undefined ? [] : [languageEventsFeature]),
  ];
  const isReplaced = (name: string) => languageEvents !== undefined && name === languageEventsFeature.name;
  const kept = source.features.filter((feature) => canHold(to, feature) && !isReplaced(feature.name));
  return [...kept, ...added];
}

async function outputEpisode(
  job: Job,
  { episode, objects, annotation }: Awaited<ReturnType<typeof openAnnotated>>,
  cameras: readonly Camera[],
  features: readonly Feature[],
) {
  const { source, options, labeler, objectsMaximum } = job;
  const questions = objects.map(({ phrase }) => createQuestion(options.formulation, phrase));
  const columns = new Map(
    annotationColumns(
      episode.length,
      questions,
      annotation.objects,
      labeler.vocabulary.answers,
      objectsMaximum,
    ),
  );
  for (const { name } of source.features) {
    if (features.some((feature) => feature.name === name)) columns.set(name, await episode.column(name));
  }
  if (options.languageEvents !== undefined) {
    const { name } = languageEventsFeature;
    const dialogue = {
      mode: options.languageEvents,
      camera: askedCamera(cameras),
      length: episode.length,
      questions,
      objects: annotation.objects,
      answers: labeler.vocabulary.answers,
      before: columns.get(name) ?? null,
    };
    columns.set(name, createLanguageEvents(dialogue));
  }
  return {
    instruction: episode.instruction,
    length: episode.length,
    columns,
    video: async (name: string) => (await episode.video?.(name)) ?? null,
    pictures: async (name: string, start: number, end: number) => {
      const pictures = await episode.pictures(name, start, end);
      const camera = cameras.find((candidate) => candidate.name === name);
      return camera === undefined ? pictures : resizePictures(pictures, camera);
    },
  };
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Formulation, InspireError, type Order, type WordSet } from '@inspire-vla/adapter';
import {
  createLeRobotV3Writer,
  createStagedDirectory,
  type EpisodeSource,
  openDataset,
  type SourceFormat,
} from '@inspire-vla/dataset';
import { createLabeler, type Frame, frames } from '@inspire-vla/direction-labeler';
import { createQuestion } from '@inspire-vla/prompt-builder';
import { writeReport } from '../inspect/write-report.js';
import { type AnnotationRule, annotateEpisode, type EpisodeAnnotation } from './annotate-episode.js';
import { annotationColumns, describeAnnotation } from './annotation-columns.js';
import { createMetadata } from './create-metadata.js';
import { type Metadata, metadataPath } from './metadata.js';
import { stateLayouts } from './positions/data/state-layouts.js';
import { type ChosenLayout, guessStateLayout, readStateLayout } from './positions/state-layout.js';
import { outputCameras, resizePictures } from './resize-pictures.js';
import { createTaskObjects, type ObjectOverrides, type TaskObject } from './task-objects.js';

/** Where object positions may come from. */
export const positionsFrom = ['auto', 'scene', 'kinematics', 'gripper-events'] as const;

/** Name of a place that object positions may come from. */
export type PositionsFrom = (typeof positionsFrom)[number];

/** Options of {@link annotate}; defaults as on the command line. */
export interface AnnotateOptions {
  /** A file or folder of a readable format. */
  readonly source: string;
  /** The folder to make. */
  readonly output: string;
  /** Default: recognised by content. */
  readonly from?: SourceFormat;
  readonly formulation?: Formulation;
  readonly order?: Order;
  readonly words?: WordSet;
  readonly frame?: Frame;
  /**
   * Where object positions come from: `scene`, recorded by the simulator; `kinematics`, computed from the recorded
   * model and joint positions; `gripper-events`, from where the gripper closed and opened (paper, appendix B);
   * `auto`, the default: the first of these that the source has.
   */
  readonly positions?: PositionsFrom;
  /** For gripper events: name of a preset or a JSON file; default: by the names of the state's elements. */
  readonly stateLayout?: string;
  /** Drops the frames whose action does nothing, where the source's reader can; default `keep`. */
  readonly noOps?: 'keep' | 'drop';
  /** Metres; default 0: "close" is never said. */
  readonly closeThreshold?: number;
  /** Objects by instruction, in place of those found in the text. */
  readonly objects?: ObjectOverrides;
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
 * The main job: a dataset in, spatial questions and answers per frame, a LeRobot v3.0 dataset and a report out.
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

/** What every episode of one run shares. */
interface Job {
  readonly source: EpisodeSource;
  readonly options: AnnotateOptions &
    Required<Pick<AnnotateOptions, 'formulation' | 'order' | 'words' | 'frame'>>;
  readonly rule: AnnotationRule;
  readonly stateLayout: ChosenLayout | null;
  readonly tasks: ReadonlyMap<string, readonly TaskObject[]>;
  readonly objectsMaximum: number;
}

async function createJob(source: EpisodeSource, given: AnnotateOptions): Promise<Job> {
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
  const stateLayout = await chooseLayout(source, options);
  const isByEvents = options.positions === 'gripper-events';
  const rule = { labeler, isByEvents, stateLayout: stateLayout?.layout ?? null };
  const objectsOf = createTaskObjects(options.objects ?? {});
  const tasks = new Map<string, readonly TaskObject[]>();
  for (const { instruction } of source.episodes) {
    if (!tasks.has(instruction)) tasks.set(instruction, objectsOf(instruction));
  }
  const objectsMaximum = Math.max(0, ...[...tasks.values()].map((objects) => objects.length));
  return { source, options, rule, stateLayout, tasks, objectsMaximum };
}

async function chooseLayout(
  source: EpisodeSource,
  { positions = 'auto', stateLayout }: AnnotateOptions,
): Promise<ChosenLayout | null> {
  if (positions === 'scene' || positions === 'kinematics') return null;
  if (stateLayout !== undefined) return readStateLayout(stateLayout, source);
  const guessed = guessStateLayout(source);
  if (guessed === null && positions === 'gripper-events') throw unknownLayout(source);
  return guessed;
}

function unknownLayout({ features, files }: EpisodeSource): InspireError {
  const listed = features.map(({ name, shape }) => `${name}[${shape.join('×')}]`).join(', ');
  return new InspireError({
    code: 'STATE_LAYOUT',
    message: `no feature says by its names where the end effector and the gripper are (${listed})`,
    at: files[0] ?? 'the source',
    fix: `give --state-layout: ${Object.keys(stateLayouts).join(', ')}, or a JSON file; joint positions alone are not enough`,
  });
}

async function labelAll(job: Job): Promise<Metadata> {
  const annotations: EpisodeAnnotation[] = [];
  for (let index = 0; index < job.source.episodes.length; index += 1) {
    annotations.push((await openAnnotated(job, index)).annotation);
    job.options.onFrames?.(job.source.episodes[index]?.length ?? 0);
  }
  return createMetadata({ ...job, labeler: job.rule.labeler, annotations });
}

async function openAnnotated(job: Job, index: number) {
  job.options.signal?.throwIfAborted();
  const episode = await job.source.open(index);
  const objects = job.tasks.get(episode.instruction) ?? [];
  const annotation = await annotateEpisode(episode, objects, job.rule);
  return { episode, objects, annotation };
}

async function writeAll(job: Job): Promise<Metadata> {
  const { output, report, overwrite } = job.options;
  const staged = await createStagedDirectory(output, { overwrite: overwrite === true });
  try {
    const annotations = await writeEpisodes(job, staged.path);
    const metadata = await createMetadata({ ...job, labeler: job.rule.labeler, annotations });
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
  const { source, objectsMaximum, options } = job;
  const cameras = outputCameras(source, options.imageSize);
  const writer = await createLeRobotV3Writer({
    directory,
    fps: source.fps,
    robotType: source.robotType,
    features: [...source.features, ...describeAnnotation(objectsMaximum)],
    cameras,
  });
  const annotations: EpisodeAnnotation[] = [];
  try {
    for (let index = 0; index < source.episodes.length; index += 1) {
      const annotated = await openAnnotated(job, index);
      await writer.writeEpisode(await outputEpisode(job, annotated, cameras));
      annotations.push(annotated.annotation);
      options.onFrames?.(annotated.episode.length);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
  return annotations;
}

async function outputEpisode(
  job: Job,
  { episode, objects, annotation }: Awaited<ReturnType<typeof openAnnotated>>,
  cameras: Awaited<ReturnType<typeof outputCameras>>,
) {
  const { source, options, rule, objectsMaximum } = job;
  const questions = objects.map(({ phrase }) => createQuestion(options.formulation, phrase));
  const columns = new Map(
    annotationColumns(
      episode.length,
      questions,
      annotation.objects,
      rule.labeler.vocabulary.answers,
      objectsMaximum,
    ),
  );
  for (const { name } of source.features) columns.set(name, await episode.column(name));
  return {
    instruction: episode.instruction,
    length: episode.length,
    columns,
    pictures: async (name: string, start: number, end: number) => {
      const pictures = await episode.pictures(name, start, end);
      const camera = cameras.find((candidate) => candidate.name === name);
      return camera === undefined ? pictures : resizePictures(pictures, camera);
    },
  };
}

import {
  type Camera,
  canHold,
  createResumableWriter,
  type EpisodeInput,
  type Feature,
  type RunJournal,
  type StagedDirectory,
  type WriterOptions,
} from '@inspire-vla/dataset';
import { annotationColumns, describeAnnotation } from './annotation-columns.js';
import type { Job } from './job.js';
import { askedCamera, createLanguageEvents, languageEventsFeature } from './language-events.js';
import { type AnnotatedEpisode, openAnnotated } from './open-annotated.js';
import { outputCameras, resizePictures } from './resize-pictures.js';
import { firstOf } from './shard.js';
import { createTally, type EpisodeNote, noteOf, type Tally } from './tally.js';
import type { LabelledEpisode } from './tokens/create-tokens.js';
import { describeTokens, staleTokens } from './tokens/token-columns.js';

/** What the episodes of an output have in common. */
interface OutputShape {
  readonly cameras: readonly Camera[];
  readonly features: readonly Feature[];
  /** Ids per frame; 0 without tokens. */
  readonly tokenLength: number;
}

/** Writes the episodes of a job that its journal does not know yet; gives what is known of all. */
export async function writeEpisodes(job: Job, staged: StagedDirectory, journal: RunJournal): Promise<Tally> {
  const { source, options } = job;
  const { episodes, fps, robotType } = source;
  const tokenLength = await journal.remember('tokenLength', () => longestTokens(job));
  const cameras = outputCameras(job.whole, options.imageSize);
  const shape = { cameras, tokenLength, features: outputFeatures(job, tokenLength) };
  const firstEpisode = options.shard === undefined ? 0 : firstOf(options.shard, job.whole.episodes.length);
  const tally = createTally();
  let next = 0;
  function add(note: EpisodeNote): void {
    const { instruction, length } = episodes[next] ?? { instruction: '', length: 0 };
    tally.add(instruction, note);
    options.onFrames?.(length);
    next += 1;
  }
  const writer = await createResumableWriter<EpisodeNote>({
    format: options.to ?? 'lerobot-v3.0',
    staged,
    journal,
    writer: { fps, robotType, ...shape, firstEpisode, ...fileSize(options.dataFileSize) },
    onRestored: add,
  });
  source.willRead?.(featuresRead(job, shape.features));
  try {
    if (writer.done > 0) options.onResumed?.(writer.done);
    for await (const annotated of annotatedEpisodes(job, writer.done)) {
      const note = noteOf(annotated.annotation);
      await writer.writeEpisode(await outputEpisode(job, annotated, shape), note);
      add(note);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
  return tally;
}

/** The writer's option for a size of data files, where one is wanted. */
export function fileSize(
  megabytes: number | null | undefined,
): Pick<WriterOptions, 'dataFileSizeInMegabytes'> {
  return typeof megabytes === 'number' ? { dataFileSizeInMegabytes: megabytes } : {};
}

/**
 * All episodes from one on, in order; each is labelled while the one before is written, which leaves a processor
 * idle.
 */
async function* annotatedEpisodes(job: Job, first: number): AsyncGenerator<AnnotatedEpisode> {
  const open = (index: number) => {
    const opened = openAnnotated(job, index);
    // Nobody waits for it yet; whoever does is told.
    opened.catch(() => undefined);
    return opened;
  };
  const { length } = job.source.episodes;
  let next = first < length ? open(first) : null;
  for (let index = first + 1; next !== null; index += 1) {
    const annotated: AnnotatedEpisode = await next;
    next = index < length ? open(index) : null;
    yield annotated;
  }
}

/** A dataset's rows all have one length, so the longest sequence is looked for first, unless a length is given. */
async function longestTokens(job: Job): Promise<number> {
  const { tokens, options, source } = job;
  if (tokens === null) return 0;
  const given = options.tokens?.maxLength;
  if (given !== undefined) return given;
  let longest = 1;
  for (let index = 0; index < source.episodes.length; index += 1) {
    const annotated = await openAnnotated(job, index);
    longest = Math.max(longest, await tokens.maker.longest(labelled(annotated)));
  }
  return longest;
}

function labelled({ annotation, ...episode }: AnnotatedEpisode): LabelledEpisode {
  return { ...episode, objects: annotation.objects };
}

/** The source's own features that the format can hold, and what annotation adds. */
function outputFeatures({ source, objectsMaximum, options }: Job, tokenLength: number): readonly Feature[] {
  const { to = 'lerobot-v3.0', languageEvents } = options;
  const added = [
    ...describeAnnotation(objectsMaximum),
    ...(languageEvents === undefined ? [] : [languageEventsFeature]),
    ...(tokenLength === 0 ? [] : describeTokens(tokenLength)),
  ];
  const replaced = new Set(added.map(({ name }) => name));
  const stale = new Set(staleTokens(source));
  const kept = source.features.filter(
    (feature) => canHold(to, feature) && !replaced.has(feature.name) && !stale.has(feature.name),
  );
  return [...kept, ...added];
}

/** What of the source is read of every episode: what is handed on, and what positions come from. */
function featuresRead({ source, rule }: Job, features: readonly Feature[]): readonly string[] {
  const { position, gripper } = rule.stateLayout ?? {};
  const names = new Set([...features.map(({ name }) => name), position?.feature, gripper?.feature]);
  return source.features.map(({ name }) => name).filter((name) => names.has(name));
}

async function outputEpisode(
  job: Job,
  annotated: AnnotatedEpisode,
  { cameras, features, tokenLength }: OutputShape,
): Promise<EpisodeInput> {
  const { episode, questions, annotation } = annotated;
  const { options, rule, objectsMaximum, tokens } = job;
  const { answers } = rule.labeler.vocabulary;
  const { length } = episode;
  const columns = new Map(await sourceColumns(job, annotated, features));
  for (const [name, column] of annotationColumns(
    length,
    questions,
    annotation.objects,
    answers,
    objectsMaximum,
  ))
    columns.set(name, column);
  if (options.languageEvents !== undefined) {
    const { name } = languageEventsFeature;
    const before = columns.get(name) ?? null;
    const { objects } = annotation;
    const dialogue = { mode: options.languageEvents, camera: askedCamera(cameras), length, questions };
    columns.set(name, createLanguageEvents({ ...dialogue, objects, answers, before }));
  }
  const added = tokenLength === 0 ? undefined : await tokens?.maker.columns(labelled(annotated), tokenLength);
  for (const [name, column] of added ?? []) columns.set(name, column);
  return {
    instruction: episode.instruction,
    length,
    columns,
    video: async (name) => (await episode.video?.(name)) ?? null,
    scene: () => episode.scene(),
    simulatorStates: async () => (await episode.simulatorStates?.()) ?? null,
    pictures: async (name, start, end) => {
      const pictures = await episode.pictures(name, start, end);
      const camera = cameras.find((candidate) => candidate.name === name);
      return camera === undefined ? pictures : resizePictures(pictures, camera);
    },
  };
}

/** The source's own columns; those that annotation makes anew are overwritten afterwards. */
async function sourceColumns({ source }: Job, { episode }: AnnotatedEpisode, features: readonly Feature[]) {
  const wanted = new Set(features.map(({ name }) => name));
  const kept = source.features.filter(({ name }) => wanted.has(name));
  return Promise.all(kept.map(async ({ name }) => [name, await episode.column(name)] as const));
}

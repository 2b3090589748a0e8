import type { EpisodeInput, Feature } from '@inspire-vla/dataset';
import { annotationColumns } from './annotation-columns.js';
import type { Job } from './job.js';
import { askedCamera, createLanguageEvents, languageEventsFeature } from './language-events.js';
import type { AnnotatedEpisode } from './open-annotated.js';
import type { OutputShape } from './output-shape.js';
import { resizePictures } from './resize-pictures.js';
import { othersRows } from './stale-events.js';
import type { LabelledEpisode } from './tokens/create-tokens.js';

/** An episode as the writer takes it: what the source has of it, and what annotation adds. */
export async function outputEpisode(
  job: Job,
  annotated: AnnotatedEpisode,
  { cameras, features, tokenLength }: OutputShape,
): Promise<EpisodeInput> {
  const { episode, questions, annotation } = annotated;
  const { options, rule, objectsMaximum, tokens } = job;
  const { answers } = rule.labeler.vocabulary;
  const { length } = episode;
  const columns = new Map(await sourceColumns(job, annotated, features));
  // As long as the old answers are there to tell them by.
  if (job.staleEvents === 'rows') columns.set(languageEventsFeature.name, othersRows(columns));
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

/** What of the source is read of every episode: what is handed on, and what positions come from. */
export function featuresRead({ source, rule }: Job, features: readonly Feature[]): readonly string[] {
  const { position, gripper } = rule.stateLayout ?? {};
  const names = new Set([...features.map(({ name }) => name), position?.feature, gripper?.feature]);
  return source.features.map(({ name }) => name).filter((name) => names.has(name));
}

/** What tokens are made of. */
export function labelled({ annotation, ...episode }: AnnotatedEpisode): LabelledEpisode {
  return { ...episode, objects: annotation.objects };
}

import type { Episode } from '@inspire-vla/dataset';
import { createQuestion } from '@inspire-vla/prompt-builder';
import { annotateEpisode, type EpisodeAnnotation } from './annotate-episode.js';
import type { Job } from './job.js';

/** An episode of the source with its questions and labels. */
export interface AnnotatedEpisode {
  readonly episode: Episode;
  /** In plan order, as {@link AnnotatedEpisode.questions} and the annotation's objects. */
  readonly phrases: readonly string[];
  readonly questions: readonly string[];
  readonly annotation: EpisodeAnnotation;
}

/** Opens an episode of a job and labels it. */
export async function openAnnotated(job: Job, index: number): Promise<AnnotatedEpisode> {
  const { source, options, tasks, rule } = job;
  options.signal?.throwIfAborted();
  const episode = await source.open(index);
  const bodies = options.bodiesOf?.(episode.id);
  const objects = (tasks.get(episode.instruction) ?? []).map((object, position) => ({
    ...object,
    body: bodies?.[position] ?? object.body,
  }));
  const phrases = objects.map(({ phrase }) => phrase);
  const questions = phrases.map((phrase) => createQuestion(options.formulation, phrase));
  return { episode, phrases, questions, annotation: await annotateEpisode(episode, objects, rule) };
}

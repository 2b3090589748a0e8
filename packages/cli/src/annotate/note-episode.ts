import { frameProblems } from './frame-problems.js';
import type { Job } from './job.js';
import type { AnnotatedEpisode } from './open-annotated.js';
import { type EpisodeNote, noteOf } from './tally.js';

/** The note of an annotated episode, with what is wrong with its frames. */
export async function noteEpisode(
  { source }: Job,
  { episode, annotation }: AnnotatedEpisode,
): Promise<EpisodeNote> {
  const { problems, ...note } = noteOf(annotation);
  return { ...note, problems: [...(await frameProblems(episode, source.fps)), ...problems] };
}

import type { EpisodeSummary } from './episode.js';

/** The part of a summary that names the tasks of an episode beside the first. */
export function otherTasks(tasks: readonly string[]): Pick<EpisodeSummary, 'otherTasks'> {
  return tasks.length < 2 ? {} : { otherTasks: tasks.slice(1) };
}

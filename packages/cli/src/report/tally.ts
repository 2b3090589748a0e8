import { answerRuns } from './answer-runs.js';
import type { ReportCounts, ReportEpisode, ReportObject, ReportTask } from './report-data.js';

/** Counts of one object of a task: those given with it, otherwise those of the task's episodes at hand. */
export function countsOf(task: ReportTask, object: number, vocabulary: readonly string[]): ReportCounts {
  return task.objects[object]?.counts ?? tally(task.episodes, object, vocabulary);
}

/** Whether the counts of an object leave out episodes of its task. */
export function isPartial(task: ReportTask, { counts }: ReportObject): boolean {
  return counts === undefined && task.episodes.length < task.episodeCount;
}

function tally(
  episodes: readonly ReportEpisode[],
  object: number,
  vocabulary: readonly string[],
): ReportCounts {
  const counts = new Map<string | null, number>();
  for (const { codes, length } of episodes) {
    for (const { code, start, end } of answerRuns(codes[object] ?? new Uint16Array(), length)) {
      const answer = vocabulary[code] ?? null;
      counts.set(answer, (counts.get(answer) ?? 0) + end - start);
    }
  }
  const answers = vocabulary.flatMap((answer) => {
    const count = counts.get(answer);
    return count === undefined ? [] : [[answer, count] as const];
  });
  return { answers: Object.fromEntries(answers), unlabelled: counts.get(null) ?? 0 };
}

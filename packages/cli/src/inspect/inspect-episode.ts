import { InspireError } from '@inspire-vla/adapter';
import { openDataset, type SourceFormat } from '@inspire-vla/dataset';
import { annotationFeatures, hasAnswers } from '../annotate/annotation-columns.js';

/** One episode with the answers of each object as runs; also the line of `inspire inspect --episode N --json`. */
export interface EpisodeSummaryLine {
  readonly index: number;
  readonly id: string;
  readonly instruction: string;
  readonly length: number;
  readonly objects: readonly {
    readonly question: string;
    /** Stretches of frames [start, end) with the same answer; "" is unlabelled. */
    readonly runs: readonly { readonly answer: string; readonly start: number; readonly end: number }[];
  }[];
}

/**
 * Reads one episode of a dataset.
 *
 * @throws InspireError `EPISODE_MISSING` for an index outside the dataset, and what reading raises.
 */
export async function inspectEpisode(
  path: string,
  index: number,
  from?: SourceFormat,
): Promise<EpisodeSummaryLine> {
  const source = await openDataset(path, from);
  try {
    if (index >= source.episodes.length) throw missingEpisode(path, index, source.episodes.length);
    const episode = await source.open(index);
    const { id, instruction, length } = episode;
    const isAnnotated = hasAnswers(source.features);
    const questions = isAnnotated ? texts(await episode.column(annotationFeatures.question)) : [];
    const answers = isAnnotated ? texts(await episode.column(annotationFeatures.answer)) : [];
    return { index, id, instruction, length, objects: objectRuns(questions, answers) };
  } finally {
    await source.close();
  }
}

function missingEpisode(path: string, index: number, count: number): InspireError {
  return new InspireError({
    code: 'EPISODE_MISSING',
    message: `the dataset has no episode ${index}`,
    at: path,
    fix: count === 0 ? 'the dataset has no episodes' : `give an index from 0 to ${count - 1}`,
  });
}

function texts(column: ArrayLike<unknown>): readonly string[] {
  return Array.from(column, String);
}

function objectRuns(questions: readonly string[], answers: readonly string[]): EpisodeSummaryLine['objects'] {
  const asked = questions[0] === undefined || questions[0] === '' ? [] : questions[0].split('\n');
  return asked.map((question, object) => ({
    question,
    runs: runsOf(answers.map((line) => line.split('\n')[object] ?? '')),
  }));
}

function runsOf(answers: readonly string[]): EpisodeSummaryLine['objects'][number]['runs'] {
  const starts = answers.flatMap((answer, frame) =>
    frame === 0 || answer !== answers[frame - 1] ? [frame] : [],
  );
  return starts.map((start, run) => ({
    answer: answers[start] ?? '',
    start,
    end: starts[run + 1] ?? answers.length,
  }));
}

import type { Column, EpisodeSource } from '@inspire-vla/dataset';
import { annotationFeatures, hasAnswers } from '../annotate/annotation-columns.js';
import type { ReportCounts } from '../report/index.js';

const { question, answer } = annotationFeatures;

/** Counts the answers of a dataset as it is read. */
export interface AnswerCounter {
  /** Takes the columns of the next episode. */
  add(columns: ReadonlyMap<string, Column>): void;
  counts(): ReportCounts;
}

/** Begins with no answer. */
export function createAnswerCounter({ features }: Pick<EpisodeSource, 'features'>): AnswerCounter {
  const counts = new Map<string, number>();
  return {
    add(columns) {
      if (!hasAnswers(features)) return;
      for (const one of answersOf(columns)) counts.set(one, (counts.get(one) ?? 0) + 1);
    },
    counts() {
      const { '': unlabelled = 0, ...answers } = Object.fromEntries(counts);
      return { answers, unlabelled };
    },
  };
}

/** Counts all answers of an annotated dataset. */
export async function countAnswers(source: EpisodeSource): Promise<ReportCounts> {
  const counter = createAnswerCounter(source);
  source.willRead?.([question, answer]);
  for (const index of source.episodes.keys()) {
    const episode = await source.open(index);
    const columns = [question, answer].map(async (name) => [name, await episode.column(name)] as const);
    counter.add(new Map(await Promise.all(columns)));
  }
  return counter.counts();
}

function answersOf(columns: ReadonlyMap<string, Column>): readonly string[] {
  const [questions, answers] = [columns.get(question) ?? [], columns.get(answer) ?? []];
  // A frame without a question has no answer to miss.
  return [...answers].flatMap((one, frame) => (questions[frame] === '' ? [] : String(one).split('\n')));
}

import type { AnswerVocabulary } from '@inspire-vla/adapter';
import { unlabelled } from './rules/rule.js';

/** How often each answer was given. */
export interface AnswerCounts {
  /** By answer, in the vocabulary's order; answers that never occur are left out. */
  readonly answers: Readonly<Record<string, number>>;
  readonly unlabelled: number;
}

/**
 * Counts label codes.
 *
 * @param codes - any number of columns [length].
 */
export function countAnswers(codes: Iterable<Uint16Array>, vocabulary: AnswerVocabulary): AnswerCounts {
  const counts = new Map<number, number>();
  for (const column of codes) {
    for (const code of column) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const answers = vocabulary.answers.flatMap((answer, code) => {
    const count = counts.get(code);
    return count === undefined ? [] : [[answer, count] as const];
  });
  return { answers: Object.fromEntries(answers), unlabelled: counts.get(unlabelled) ?? 0 };
}

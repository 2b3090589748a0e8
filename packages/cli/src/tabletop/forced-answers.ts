import { createAnswerVocabulary } from '@inspire-vla/adapter';
import type { Task, WorldState } from '@inspire-vla/tabletop';
import { type AskedWords, createTruths } from './truths.js';

/** Where a model's answers come from: itself, the world, or the world's answers exchanged for others. */
export const answerSources = ['asked', 'truth', 'wrong'] as const;

/** Name of a source of answers. */
export type AnswerSource = (typeof answerSources)[number];

/**
 * Makes the answers that are put in place of a model's own: does what it does follow what it says?
 *
 * A wrong answer is another one of the vocabulary, a different one at every step. An object that the world does not
 * know is left to the model.
 */
export function createForcedAnswers(
  source: Exclude<AnswerSource, 'asked'>,
  task: Pick<Task, 'objects'>,
  asked: AskedWords,
): (state: WorldState) => readonly (string | null)[] {
  const truthsOf = createTruths(task, asked);
  const { answers } = createAnswerVocabulary(asked);
  let steps = 0;
  return (state) => {
    steps += 1;
    return truthsOf(state).map((truth, object) => {
      if (truth === '') return null;
      if (source === 'truth') return truth;
      const away = 1 + ((steps + object) % (answers.length - 1));
      return answers[(answers.indexOf(truth) + away) % answers.length] ?? null;
    });
  };
}

import type { Task, WorldState } from '@inspire-vla/tabletop';
import { type AskedWords, createTruths } from './truths.js';

/** Counts how many of a policy's answers are true. */
export interface AnswerCount {
  add(answers: readonly string[], state: WorldState): void;
  total(): { readonly answered: number; readonly right: number };
}

/** Counts the answers of one episode; the truth is what the world says at that step. */
export function countAnswers(task: Pick<Task, 'objects'>, asked?: AskedWords): AnswerCount {
  const truthsOf = createTruths(task, asked);
  let [answered, right] = [0, 0];
  return {
    add(answers, state) {
      truthsOf(state).forEach((truth, index) => {
        const answer = answers[index];
        if (truth === '' || answer === undefined) return;
        answered += 1;
        if (truth === answer) right += 1;
      });
    },
    total: () => ({ answered, right }),
  };
}

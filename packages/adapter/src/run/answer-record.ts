import { type Choice, logProbabilityOf } from './choose.js';
import type { CompletedAnswer, Decision } from './segment.js';
import type { AnswerResult } from './types.js';

/** Keeps how sure the model was, while the ids of its answers are chosen one by one. */
export interface AnswerRecord {
  /** Records what a decision's logits say of all that was allowed. */
  decide(decision: Decision, row: Float32Array, choice: Choice): void;
  complete(answer: CompletedAnswer): void;
  /** The answer at a piece; null where it was not asked. */
  read(piece: number): Pick<AnswerResult, 'answer' | 'probability' | 'distribution'> | null;
}

/** Makes an empty record. */
export function createAnswerRecord(): AnswerRecord {
  const paths = new Map<number, number>();
  const left = new Map<number, { readonly answers: readonly string[]; readonly probability: number }[]>();
  const done = new Map<number, string>();
  return {
    decide({ cursor: { piece }, node }, row, choice) {
      const reached = paths.get(piece) ?? 1;
      const allowed = [...node.children.keys()];
      const branches = left.get(piece) ?? [];
      for (const [id, { answers }] of node.children) {
        const probability = reached * Math.exp(logProbabilityOf(row, allowed, id));
        if (id !== choice.id) branches.push({ answers, probability });
      }
      left.set(piece, branches);
      paths.set(piece, reached * Math.exp(choice.logProbability));
    },
    complete: ({ piece, answer }) => void done.set(piece, answer),
    read(piece) {
      const answer = done.get(piece);
      if (answer === undefined) return null;
      const probability = paths.get(piece) ?? 1;
      const distribution = [{ answers: [answer], probability }, ...(left.get(piece) ?? [])];
      return { answer, probability, distribution };
    },
  };
}

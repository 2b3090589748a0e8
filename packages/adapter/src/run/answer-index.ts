import type { AnswerChoice } from '../adapter.js';
import { InspireError } from '../errors.js';
import { type AnswerNode, createAnswerTrie } from './answer-trie.js';

/** A vocabulary's answers, by their ids and by their words. */
export interface AnswerIndex {
  /** Made when first asked for. @throws InspireError `ANSWER_CHOICES`. */
  trie(): AnswerNode;
  /** @throws InspireError `ANSWER_UNKNOWN` for an answer outside the vocabulary. */
  idsOf(answer: string): readonly number[];
}

/** Gives the index of what an adapter's `answerChoices` gave. */
export type AnswerIndexer = (choices: readonly AnswerChoice[]) => AnswerIndex;

/**
 * Makes an indexer that remembers, by the identity of the choices: a vocabulary may have 64,001 answers, whose index
 * takes longer than a robot waits for a step, and adapters give the same array for the same vocabulary.
 */
export function createAnswerIndexer(): AnswerIndexer {
  const indexes = new WeakMap<readonly AnswerChoice[], AnswerIndex>();
  return (choices) => {
    const known = indexes.get(choices);
    if (known !== undefined) return known;
    const index = createAnswerIndex(choices);
    indexes.set(choices, index);
    return index;
  };
}

function createAnswerIndex(choices: readonly AnswerChoice[]): AnswerIndex {
  const known = new Map(choices.map(({ answer, ids }) => [answer, ids]));
  let root: AnswerNode | null = null;
  return {
    trie() {
      root ??= createAnswerTrie(choices);
      return root;
    },
    idsOf: (answer) => known.get(answer) ?? unknownAnswer(answer, [...known.keys()]),
  };
}

function unknownAnswer(answer: string, known: readonly string[]): never {
  throw new InspireError({
    code: 'ANSWER_UNKNOWN',
    message: `"${answer}" is no answer of the plan's vocabulary`,
    at: 'runPlan',
    fix: `use one of: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}`,
  });
}

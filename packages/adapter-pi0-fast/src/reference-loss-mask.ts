import { directions, type EncodedPlan, wordSets } from '@inspire-vla/adapter';
import { answerKey } from './answer-choices.js';
import type { TextTokenizer } from './text-tokenizer.js';

/** Gives a loss mask [ids]: 1 where the token is learnt. */
export type LossMask = (encoded: EncodedPlan) => Uint8Array;

/**
 * The reference's loss mask: every direction word in a question or an answer, by its id, and the whole action text.
 *
 * So "the left bowl" in a question is learnt, and an answer that is no direction word is not. Source:
 * Koorye/Inspire-FAST\@43e8f4c2 src/openpi/models/tokenizer.py, lines 235-241.
 */
export function createReferenceLossMask({ encodeTwo }: TextTokenizer): LossMask {
  const words = [...directions, wordSets.authors.grasped];
  const learnt = new Set(words.flatMap((word) => encodeTwo(answerKey, ` ${word}`)[1]));
  return ({ ids, spans }) => {
    const mask = new Uint8Array(ids.length);
    for (const { role, start, end } of spans) {
      if (role === 'action' || role === 'end') mask.fill(1, start, end);
      if (role !== 'question' && role !== 'answer') continue;
      for (let index = start; index < end; index += 1) if (learnt.has(ids[index] ?? -1)) mask[index] = 1;
    }
    return mask;
  };
}

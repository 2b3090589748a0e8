import { type AnswerChoice, type AnswerVocabulary, createCache } from '@inspire-vla/adapter';
import type { TextTokenizer } from './text-tokenizer.js';

/** The text that stands before every answer, and the one that closes it. */
export const answerKey = 'Answer:';
export const answerEnd = ';\n';

/** Encodes answers as they stand after "Answer:", so with the space before them. */
export function createAnswerChoices(
  tokenizer: TextTokenizer,
): (vocabulary: AnswerVocabulary) => readonly AnswerChoice[] {
  // By identity, then by content: a vocabulary may have thousands of answers and be made anew for every frame.
  const byIdentity = new WeakMap<readonly string[], readonly AnswerChoice[]>();
  const byContent = createCache<readonly AnswerChoice[]>(64);
  const idsOf = (answer: string) => ({ answer, ids: tokenizer.encodeTwo(answerKey, ` ${answer}`)[1] });
  return ({ answers }) => {
    const known = byIdentity.get(answers);
    if (known !== undefined) return known;
    const choices = byContent(answers.join('\n'), () => answers.map(idsOf));
    byIdentity.set(answers, choices);
    return choices;
  };
}

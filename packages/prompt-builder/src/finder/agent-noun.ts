import { isAdjective, isNounLike } from './adjectives.js';
import type { TaggedWord } from './tag.js';

/**
 * "the pizza cutter", "a cooler", but neither "the cooler bowl" nor "make the soup cooler".
 *
 * @param first - the word with which the noun phrase begins.
 */
export function isAgentNoun(words: readonly TaggedWord[], index: number, first: number): boolean {
  const [before, word, next] = [words[index - 1], words[index], words[index + 1]];
  if (index === first || before === undefined || word?.classes.has('agent') !== true) return false;
  if (isNounLike(next) || next?.text === 'than') return false;
  // "a little warmer", "a bit warmer", "much warmer" compare.
  const isDegree = before.text === 'little' && words[index - 2]?.text === 'a';
  const isNamed = (['determiner', 'possessive', 'thing', 'noun'] as const).some((name) =>
    before.classes.has(name),
  );
  const isResult = /^(mak(e|es|ing)|made|keep(s|ing)?|kept)$/.test(words[first - 1]?.text ?? '');
  return (isNamed || isAdjective(before)) && !isDegree && !isResult;
}

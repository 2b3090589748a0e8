import { compoundNouns } from '../data/compounds.js';
import { isNounLike, opensPhrase } from './adjectives.js';
import { singularOf } from './inflection.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/** "stop" of "the door stop". */
export function isSecondOfCompound(words: readonly TaggedWord[], index: number): boolean {
  const seconds = compoundNouns.get(words[index - 1]?.text ?? '');
  return seconds?.includes(singularOf(words[index]?.text ?? '')) === true;
}

/** "the tin of paint": after a vessel and "of", a verb names what is in it. */
export function isContent(words: readonly TaggedWord[], index: number): boolean {
  const [vessel, of, word, next] = words.slice(Math.max(0, index - 2), index + 2);
  if (index < 2 || of?.text !== 'of' || vessel?.classes.has('thing') !== true) return false;
  const isLast = prepositionAt(words, index + 1) !== null || (!isNounLike(next) && !opensPhrase(next));
  return word?.classes.has('verb') === true && isLast;
}

import { namingVerbs } from '../data/compounds.js';
import { strongVerbs, talkingVerbs } from '../data/verbs.js';
import { isAdjective, isNounLike, opensPhrase } from './adjectives.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/** Where a noun phrase begins, with its articles and without them. */
interface Beginning {
  readonly first: number;
  readonly body: number;
}

/**
 * Whether a verb after a noun is the last word of a compound, as in "the garlic press": with an article, before a place, or
 * where nothing follows that it could act on. What instructions begin with is none: "pick the cup place it there".
 */
export function isVerbAsHead(
  words: readonly TaggedWord[],
  index: number,
  { first, body }: Beginning,
): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word?.classes.has('verb') !== true || isAdjective(word) || isNounLike(next)) return false;
  if (/[^s]s$/.test(word.text) || strongVerbs.includes(word.text) || talkingVerbs.includes(word.text))
    return false;
  return body > first || isBeforePlace(words, index) || (first > 0 && isWithoutObject(words, index));
}

/** "mix" of "pour trail mix into the bowl", without an article. */
function isBeforePlace(words: readonly TaggedWord[], index: number): boolean {
  const found = isNamed(words[index - 1]) ? prepositionAt(words, index + 1) : null;
  return found !== null && /^(in|into|onto|from|out of|next to)$/.test(found.words);
}

/** "press" of "grab garlic press and put it away", which has nothing to act on. */
function isWithoutObject(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  const isLast = next === undefined || next.breakBefore !== 'none' || next.classes.has('and');
  return isLast && isNamed(words[index - 1]) && namingVerbs.includes(word?.text ?? '');
}

function isNamed(word: TaggedWord | undefined): boolean {
  return word !== undefined && (word.classes.has('thing') || word.classes.has('noun'));
}

/** "the dumpling", "a drawing": what ends in -ing and stands alone after an article names a thing. */
export function isGerund(words: readonly TaggedWord[], index: number): boolean {
  const [before, word, next] = [words[index - 1], words[index], words[index + 1]];
  if (word?.classes.has('participle') !== true || !word.text.endsWith('ing')) return false;
  return /^(the|a|an)$/.test(before?.text ?? '') && !isNounLike(next) && !opensPhrase(next);
}

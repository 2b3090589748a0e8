import { isStance } from './after-noun.js';
import { singularOf } from './inflection.js';
import { readNounPhrase } from './noun-phrase.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/**
 * Whether a word after "that" says what the noun before does: "holds", "fell"; "blocks", which is a thing elsewhere;
 * "block" of "the boxes that block the door".
 */
export function isPredicate(words: readonly TaggedWord[], index: number): boolean {
  const [noun, word] = [words[index - 2], words[index]];
  if (word === undefined || word.classes.has('determiner') || word.classes.has('possessive')) return false;
  if (word.classes.has('past') || (!word.isKnown && word.text.endsWith('ed'))) return true;
  if (/[^su]s$/.test(word.text)) return !word.classes.has('auxiliary') && !word.classes.has('pronoun');
  const isPlural = noun !== undefined && singularOf(noun.text) !== noun.text;
  const next = words[index + 1];
  const hasObject = next?.breakBefore === 'none' && next.classes.has('determiner');
  return isPlural && (word.classes.has('verb') || (hasObject && !word.classes.has('pronoun')));
}

/**
 * Index after a predicate without an object: "leaks" of "the cup that leaks", "smells bad", "fell down". Null where what
 * follows is a noun phrase or a place of its own: "holds the cookies", "hangs on the door".
 */
export function endOfPredicate(words: readonly TaggedWord[], index: number): number | null {
  let next = index + 1;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    if (word.breakBefore !== 'none' || word.classes.has('and') || word.classes.has('auxiliary')) break;
    if (isStance(words, next) || /^goe?s?$/.test(word.text)) break;
    const found = prepositionAt(words, next);
    if (found !== null && readNounPhrase(words, next + found.length) !== null) {
      // "the cup that leaks in the sink": what only leaks does so anywhere.
      const isGoal = /^(in|on|into|onto)$/.test(found.words) && words[index]?.isKnown === false;
      return next > index + 1 || isGoal ? next : null;
    }
    if (found === null && readNounPhrase(words, next)?.hasNoun === true)
      return next > index + 1 ? next : null;
    next += 1;
  }
  return next;
}

/** Index after "chewed" of "the toy that the dog chewed"; null where no such clause stands. */
export function endOfOwnSubject(words: readonly TaggedWord[], index: number): number | null {
  // "such that the label faces the camera", "so that the lid closes".
  if (
    words[index]?.classes.has('determiner') !== true ||
    /^(such|so|sure)$/.test(words[index - 2]?.text ?? '')
  )
    return null;
  const subject = readNounPhrase(words, index);
  const verb = subject === null ? undefined : words[subject.end];
  if (subject === null || verb?.breakBefore !== 'none' || verb.classes.has('auxiliary')) return null;
  const isVerb = verb.classes.has('past') || (verb.classes.has('verb') && !isStance(words, subject.end));
  return isVerb ? subject.end + 1 : null;
}

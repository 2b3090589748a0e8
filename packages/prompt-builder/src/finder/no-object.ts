import { attributeNouns, madeShapes } from '../data/nouns.js';
import { shapingVerbs } from '../data/verbs.js';
import { headOf } from './argument.js';
import type { Argument, Clause } from './clauses.js';
import type { NounPhrase } from './noun-phrase.js';
import type { TaggedWord } from './tag.js';

/** "by 90 degrees", "in half", "with care": a measure or manner, which neither is an object nor tells one apart. */
export function isAdverbial(argument: Argument, { verb }: Clause, words: readonly TaggedWord[]): boolean {
  const { phrase, preposition } = argument;
  // "my name is Anna": what somebody or something is.
  if (preposition === null) return verb?.lemma === 'be';
  const spoken = words
    .slice(phrase.first, phrase.end)
    .map(({ text }) => text)
    .join(' ');
  if (/^(each other|one another|each)$/.test(spoken)) return true;
  if (argument.words === 'by' && attributeNouns.includes(headOf(phrase, words))) return true;
  if (preposition === 'part' && (argument.words !== 'for' || !phrase.hasNoun))
    return argument.words === 'for';
  const classes = words[phrase.end - 1]?.classes;
  // "with your left hand".
  if (preposition === 'tool' && classes?.has('robot') === true && !classes.has('thing')) return true;
  return classes?.has('nothing') === true && !classes.has('thing') && !classes.has('region');
}

/** "cut it into slices", "build a tower": what comes of the work is not there yet. */
export function isMadeShape(argument: Argument, { verb }: Clause, words: readonly TaggedWord[]): boolean {
  if (verb === null || argument.region !== null || !madeShapes.includes(headOf(argument.phrase, words)))
    return false;
  if (argument.preposition === null)
    return /^(make|build|form|create|construct|draw|write)$/.test(verb.lemma);
  return (
    /^(into|in)$/.test(argument.words) &&
    shapingVerbs.includes(verb.lemma) &&
    !isDefinite(argument.phrase, words)
  );
}

function isDefinite({ first }: NounPhrase, words: readonly TaggedWord[]): boolean {
  return words[first]?.text === 'the';
}

import { compoundNouns } from '../data/compounds.js';
import { strongVerbs } from '../data/verbs.js';
import {
  hasAnd,
  isAdjective,
  isListOfAdjectives,
  isNounLike,
  joinsAdjectives,
  nounClasses,
  opensPhrase,
} from './adjectives.js';
import { isAwaited, isOwned, isSaidAfter } from './after-noun.js';
import { isAgentNoun } from './agent-noun.js';
import { isContent, isSecondOfCompound } from './content.js';
import { isLetter, skipDeterminers } from './determiners.js';
import { singularOf } from './inflection.js';
import { namesThing } from './modal.js';
import { isNumberLabel } from './number-label.js';
import { isParticle } from './particle.js';
import { prepositionAt } from './preposition.js';
import { isCornerOf, isPlainThing, isSideOf } from './side-of.js';
import type { TaggedWord } from './tag.js';
import { isTaskVerb } from './task-name.js';
import { isGerund, isVerbAsHead } from './verb-as-head.js';
import { isPlaceVerb, isVerbObject } from './verb-object.js';

/** A noun phrase without what is attached to it later: the words [first, end). */
export interface NounPhrase {
  readonly first: number;
  readonly end: number;
  /** First word after articles and numerals. */
  readonly body: number;
  /** Words [first, end) before each "and" or comma between adjectives of one noun: "red" of "the red and blue cups". */
  readonly segments: readonly (readonly [first: number, end: number])[];
  /** Whether a noun stands in it; "the red" has none. */
  readonly hasNoun: boolean;
}

/**
 * Reads the noun phrase that begins at a word, or gives null where none does.
 *
 * Articles and numerals, then any number of adjectives and nouns; it ends where a verb, a place, or the next
 * phrase begins.
 */
export function readNounPhrase(words: readonly TaggedWord[], first: number): NounPhrase | null {
  const body = skipDeterminers(words, first);
  const segments: (readonly [number, number])[] = [];
  let from = body;
  let lastNoun = -1;
  let index = body;
  for (; index < Math.min(words.length, first + longestPhrase); index += 1) {
    const word = words[index];
    if (word === undefined) break;
    if (index > first && word.breakBefore !== 'none' && !word.classes.has('and')) {
      if (!isListOfAdjectives(words, index)) break;
      segments.push([from, index]);
      from = index;
      lastNoun = -1;
    }
    if (word.classes.has('and')) {
      if (!joinsAdjectives(words, from, index)) break;
      segments.push([from, index]);
      from = index + 1;
      lastNoun = -1;
      continue;
    }
    const kind = partOf(words, index, { first, body, lastNoun });
    if (kind === 'end') break;
    if (kind === 'noun') lastNoun = index;
  }
  if (index === body) return null;
  return {
    first,
    end: index,
    body,
    segments: hasAnd(words, segments) ? segments : [],
    hasNoun: lastNoun >= 0,
  };
}

/** Words beyond which a phrase is cut: a bound, so that time stays linear whatever the text. */
const longestPhrase = 24;

/** What is known of a phrase while it is read. */
interface Reading {
  readonly first: number;
  readonly body: number;
  readonly lastNoun: number;
}

function partOf(words: readonly TaggedWord[], index: number, reading: Reading): 'noun' | 'modifier' | 'end' {
  const word = words[index];
  if (word === undefined) return 'end';
  const { classes, text } = word;
  const isFirst = index === reading.body;
  const hasDeterminer = reading.body > reading.first;
  const hasNoun = reading.lastNoun >= 0;
  if (hasNoun && isTaskVerb(words, index)) return 'end';
  if (hasNoun && isNumberLabel(words, index)) return 'modifier';
  if (text === 'one' || text === 'ones') return hasNoun && !isSideWord(words[index - 1]) ? 'end' : 'noun';
  if (isLetter(words, index, reading.first)) return 'modifier';
  if (hasNoun && text === 'a' && !isNounLike(words[index + 1]) && !isVerbNext(words, index))
    return 'modifier';
  if (classes.has('determiner') || (classes.has('possessive') && !classes.has('noun'))) return 'end';
  if (prepositionAt(words, index) !== null && !isCornerOf(words, index, reading.body)) {
    if (!isFirst || !hasDeterminer) return 'end';
    // "at the back in the drawer" names a side; "the near cup" is told apart by one.
    if (classes.has('region')) return 'noun';
    if (!classes.has('adjective') || !isNounLike(words[index + 1])) return 'end';
  }
  if (
    classes.has('auxiliary') ||
    classes.has('pronoun') ||
    classes.has('relative') ||
    classes.has('subordinator')
  ) {
    return namesThing(words, index, !isFirst || hasDeterminer) ? 'noun' : 'end';
  }
  // "the blue spoon top of the blue cloth": the writer left out "on".
  if (hasNoun && isSideOf(words, index) && isPlainThing(words[index - 1])) return 'end';
  // "for the project first pick up the cup".
  if (hasNoun && text === 'first' && isVerbNext(words, index)) return 'end';
  if (classes.has('numeral')) return numeralPart(words, index, hasNoun);
  if (hasNoun && (isSaidAfter(words, index) || isAwaited(words, index, reading.first))) return 'end';
  // "the light blue and dark blue blocks".
  if (!hasNoun && text === 'light' && words[index + 1]?.classes.has('colour')) return 'modifier';
  if (isVerbForm(word)) return verbPart(words, index, reading);
  return plainPart(words, index, reading);
}

/** "the top one", "the orange one". */
function isSideWord(word: TaggedWord | undefined): boolean {
  return word !== undefined && (word.classes.has('region') || isAdjective(word));
}

function numeralPart(
  words: readonly TaggedWord[],
  index: number,
  hasNoun: boolean,
): 'noun' | 'modifier' | 'end' {
  if (!hasNoun || (words[index - 1]?.classes.has('region') && isNounLike(words[index + 1])))
    return 'modifier';
  const next = words[index + 1];
  const isLabel = /^\d$/.test(words[index]?.text ?? '') && !(next?.classes.has('nothing') ?? false);
  return isLabel ? 'modifier' : 'end';
}

/** "rack A" ends there; "the rack a" goes on. */
function isVerbNext(words: readonly TaggedWord[], index: number): boolean {
  const next = words[index + 1];
  return next !== undefined && next.breakBefore === 'none' && isVerbForm(next) && !next.classes.has('and');
}

function isVerbForm({ classes }: TaggedWord): boolean {
  return classes.has('verb') || classes.has('participle') || classes.has('past');
}

function verbPart(
  words: readonly TaggedWord[],
  index: number,
  reading: Reading,
): 'noun' | 'modifier' | 'end' {
  const { first, body, lastNoun } = reading;
  const word = words[index];
  if (word === undefined) return 'end';
  const next = words[index + 1];
  const { classes } = word;
  const isName = classes.has('thing') || classes.has('noun') || classes.has('region') || classes.has('robot');
  // "twist knob start vertical", but "the start button" and "a quarter turn".
  const isEvent =
    classes.has('nothing') && (lastNoun < 0 || body > first || next?.classes.has('thing') === true);
  const isNoun = isName || isEvent;
  const isQuality = isAdjective(word);
  // "red goes in the red bin".
  if (isPlaceVerb(words, index) || word.text === 'goes') return 'end';
  if (isContent(words, index) || isVerbObject(words, index)) return 'noun';
  // "tidy the kitchen pick up the cup".
  const isOrder = strongVerbs.includes(word.text) && isParticle(words, index + 1, word.text);
  if (index > body && isOrder && opensPhrase(words[index + 2])) return 'end';
  if (lastNoun < 0) {
    // "that is important place the mug".
    if (index > body && body === first && strongVerbs.includes(word.text) && opensPhrase(next)) return 'end';
    if (compoundNouns.get(word.text)?.includes(singularOf(next?.text ?? ''))) return 'noun';
    if (isNoun || isGerund(words, index)) return 'noun';
    if (classes.has('participle') || classes.has('past') || isQuality)
      return isNounLike(next) || body > first ? 'modifier' : 'end';
    // "the push", "plastic wrap": after an article or an adjective, a verb is a noun.
    return body > first || index > body ? 'noun' : 'end';
  }
  if (opensPhrase(next)) return 'end';
  // "the cleaner's dust bag", "the car wash sponge".
  if (words[index - 1]?.text.endsWith("'s") && isNounLike(next)) return 'noun';
  if (isNoun || isSecondOfCompound(words, index)) return 'noun';
  if ((isQuality || classes.has('participle')) && isNounLike(next)) return 'modifier';
  return isVerbAsHead(words, index, reading) ? 'noun' : 'end';
}

function plainPart(
  words: readonly TaggedWord[],
  index: number,
  reading: Reading,
): 'noun' | 'modifier' | 'end' {
  const word = words[index];
  if (word === undefined) return 'end';
  const { classes } = word;
  const hasNoun = reading.lastNoun >= 0;
  const next = words[index + 1];
  if (hasNoun && classes.has('adverb') && !classes.has('thing')) return 'end';
  if (nounClasses.some((name) => classes.has(name))) return 'noun';
  if ((!hasNoun && isUnknownHead(words, index)) || isAgentNoun(words, index, reading.first)) return 'noun';
  if (classes.has('colour') || classes.has('adjective'))
    return !hasNoun || isNounLike(next) || isOwned(words, index) || isNamedColour(words, index)
      ? 'modifier'
      : 'end';
  const isAdverb = classes.has('adverb');
  return isAdverb && !hasNoun && (next?.classes.has('adjective') ?? false) ? 'modifier' : 'end';
}

/** "red" of "the cup of color red". */
function isNamedColour(words: readonly TaggedWord[], index: number): boolean {
  return words[index]?.classes.has('colour') === true && /^colou?r$/.test(words[index - 1]?.text ?? '');
}

/** "the doily", "pick gimbal": a word that compromise takes for an adjective or adverb, where only a noun can stand. */
function isUnknownHead(words: readonly TaggedWord[], index: number): boolean {
  const [before, word, next] = [words[index - 1], words[index], words[index + 1]];
  if (word === undefined || before === undefined || word.isKnown || isNounLike(next)) return false;
  const isAfterArticle =
    before.classes.has('determiner') || before.classes.has('possessive') || isAdjective(before);
  const isManner = /(er|est|ly)$/.test(word.text);
  return isAfterArticle || (word.classes.has('adjective') && before.classes.has('verb') && !isManner);
}

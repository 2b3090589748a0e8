import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/** A noun phrase without what is attached to it later: the words [first, end). */
export interface NounPhrase {
  readonly first: number;
  readonly end: number;
  /** First word after articles and numerals. */
  readonly body: number;
  /** "and" between two adjectives of one noun ("the red and blue cups"), or null. */
  readonly split: number | null;
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
  let split: number | null = null;
  let lastNoun = -1;
  let index = body;
  for (; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || (index > first && word.breakBefore !== 'none' && !isListOfAdjectives(words, index, lastNoun))) break;
    if (word.classes.has('and')) {
      if (split !== null || !joinsAdjectives(words, body, index, lastNoun)) break;
      split = index;
      lastNoun = -1;
      continue;
    }
    const kind = partOf(words, index, { first, body, lastNoun });
    if (kind === 'end') break;
    if (kind === 'noun') lastNoun = index;
  }
  if (index === body) return null;
  return { first, end: index, body, split, hasNoun: lastNoun >= 0 };
}

/** What is known of a phrase while it is read. */
interface Reading {
  readonly first: number;
  readonly body: number;
  readonly lastNoun: number;
}

function skipDeterminers(words: readonly TaggedWord[], first: number): number {
  let index = first;
  const isFollowed = () => {
    const next = words[index + 1];
    return next !== undefined && next.breakBefore === 'none' && canContinue(next);
  };
  for (let word = words[index]; word !== undefined; word = words[index]) {
    if (index > first && word.breakBefore !== 'none') break;
    const { classes, text } = word;
    if (text === 'of' && index > first && opensDeterminer(words[index + 1])) index += 1;
    else if (classes.has('determiner') || classes.has('numeral')) {
      if (!isFollowed() && words[index + 1]?.text !== 'of') break;
      if (words[index + 1]?.text === 'of' && !opensDeterminer(words[index + 2])) break;
      index += 1;
    } else if (classes.has('possessive') && !classes.has('noun')) index += 1;
    else break;
  }
  return index;
}

function opensDeterminer(word: TaggedWord | undefined): boolean {
  return word !== undefined && (word.classes.has('determiner') || word.classes.has('possessive'));
}

/** Whether a word may follow an article. */
function canContinue({ classes, text }: TaggedWord): boolean {
  if (classes.has('and') || classes.has('auxiliary') || classes.has('relative') || classes.has('subordinator'))
    return classes.has('thing') || classes.has('determiner');
  if (classes.has('pronoun')) return classes.has('determiner');
  return classes.size > 0 && !(classes.has('particle') && classes.size <= 2 && !classes.has('adjective')) && text !== 'of';
}

function partOf(words: readonly TaggedWord[], index: number, reading: Reading): 'noun' | 'modifier' | 'end' {
  const word = words[index];
  if (word === undefined) return 'end';
  const { classes, text } = word;
  const isFirst = index === reading.body;
  const hasDeterminer = reading.body > reading.first;
  const hasNoun = reading.lastNoun >= 0;
  if (text === 'one' || text === 'ones') return hasNoun && !isSideWord(words[index - 1]) ? 'end' : 'noun';
  if (classes.has('determiner') || (classes.has('possessive') && !classes.has('noun'))) return 'end';
  if (prepositionAt(words, index) !== null) {
    if (!isFirst || !hasDeterminer) return 'end';
    // "at the back in the drawer" names a side; "the near cup" is told apart by one.
    if (classes.has('region')) return 'noun';
    if (!classes.has('adjective') || !isNounLike(words[index + 1])) return 'end';
  }
  if (classes.has('auxiliary') || classes.has('pronoun') || classes.has('relative') || classes.has('subordinator')) {
    return classes.has('thing') && (!isFirst || hasDeterminer || !isAuxiliaryUse(words, index)) ? 'noun' : 'end';
  }
  if (classes.has('numeral')) return numeralPart(words, index, hasNoun);
  if (hasNoun && isDirectionUse(words, index)) return 'end';
  if (isVerbForm(word)) return verbPart(words, index, reading);
  return plainPart(words, index, hasNoun);
}

/** "the top one", "the orange one". */
function isSideWord(word: TaggedWord | undefined): boolean {
  return word !== undefined && ['region', 'colour', 'adjective'].some((name) => word.classes.has(name as never));
}

/** "can you" asks; "move can near apple" names a can. */
function isAuxiliaryUse(words: readonly TaggedWord[], index: number): boolean {
  const next = words[index + 1];
  return next === undefined || next.classes.has('pronoun') || next.classes.has('robot') || next.classes.has('verb');
}

function numeralPart(words: readonly TaggedWord[], index: number, hasNoun: boolean): 'noun' | 'modifier' | 'end' {
  if (!hasNoun) return 'modifier';
  const next = words[index + 1];
  const isLabel = /^\d{1,2}$/.test(words[index]?.text ?? '') && !(next?.classes.has('nothing') ?? false);
  return isLabel ? 'modifier' : 'end';
}

/** "move the cup left" and "the rack out" end at the direction; "the left cup" and "the table top" do not. */
function isDirectionUse(words: readonly TaggedWord[], index: number): boolean {
  const word = words[index];
  if (word === undefined) return false;
  if (/^(counter|anti)$/.test(word.text) && /^clock/.test(words[index + 1]?.text ?? '')) return true;
  if (!word.classes.has('direction') && !word.classes.has('particle')) return false;
  return !isNounLike(words[index + 1]);
}

function isVerbForm({ classes }: TaggedWord): boolean {
  return classes.has('verb') || classes.has('participle') || classes.has('past');
}

function verbPart(
  words: readonly TaggedWord[],
  index: number,
  { first, body, lastNoun }: Reading,
): 'noun' | 'modifier' | 'end' {
  const word = words[index];
  if (word === undefined) return 'end';
  const next = words[index + 1];
  const { classes } = word;
  const isNoun = classes.has('thing') || classes.has('noun') || classes.has('region') || classes.has('nothing');
  const isAdjective = classes.has('adjective') || classes.has('colour');
  if (lastNoun < 0) {
    if (isNoun) return 'noun';
    if (classes.has('participle') || classes.has('past') || isAdjective) return isNounLike(next) || body > first ? 'modifier' : 'end';
    return body > first ? 'noun' : 'end';
  }
  if (opensPhrase(next)) return 'end';
  if (isNoun) return 'noun';
  return (isAdjective || classes.has('participle')) && isNounLike(next) ? 'modifier' : 'end';
}

function plainPart(words: readonly TaggedWord[], index: number, hasNoun: boolean): 'noun' | 'modifier' | 'end' {
  const { classes } = words[index] ?? { classes: new Set() };
  const next = words[index + 1];
  if (['thing', 'noun', 'region', 'nothing', 'robot'].some((name) => classes.has(name))) return 'noun';
  if (classes.has('colour') || classes.has('adjective')) return !hasNoun || isNounLike(next) ? 'modifier' : 'end';
  const isAdverb = classes.has('adverb');
  return isAdverb && !hasNoun && (next?.classes.has('adjective') ?? false) ? 'modifier' : 'end';
}

/** Whether a word can be part of a noun phrase that has begun. */
export function isNounLike(word: TaggedWord | undefined): boolean {
  if (word === undefined || word.breakBefore !== 'none') return false;
  const { classes } = word;
  if (classes.has('determiner') || classes.has('pronoun')) return word.text === 'one' || word.text === 'ones';
  return ['thing', 'noun', 'region', 'colour', 'adjective', 'nothing'].some((name) => classes.has(name as never));
}

/** Whether a word begins another noun phrase: "the tape the" is not one phrase. */
function opensPhrase(word: TaggedWord | undefined): boolean {
  if (word === undefined || word.breakBefore !== 'none') return false;
  const { classes } = word;
  if (classes.has('noun')) return false;
  return classes.has('determiner') || classes.has('possessive') || (classes.has('pronoun') && !classes.has('direction'));
}

/** "a big, red cup". */
function isListOfAdjectives(words: readonly TaggedWord[], index: number, lastNoun: number): boolean {
  const [before, word] = [words[index - 1], words[index]];
  if (lastNoun >= 0 || word?.breakBefore !== 'comma') return false;
  const isAdjective = (item: TaggedWord | undefined) =>
    item !== undefined && (item.classes.has('adjective') || item.classes.has('colour'));
  return isAdjective(before) && isAdjective(word) && isNounLike(words[index + 1]);
}

/** Whether "and" joins two adjectives of one noun: "yellow and white mug", not "red mug and white mug". */
function joinsAdjectives(words: readonly TaggedWord[], body: number, index: number, lastNoun: number): boolean {
  if (index === body || words[index]?.text === '/') return false;
  const isAdjective = (word: TaggedWord | undefined) =>
    word !== undefined && (word.classes.has('adjective') || word.classes.has('colour'));
  const isBare = words.slice(body, index).every(isAdjective);
  const next = words[index + 1];
  if (!isBare || !isAdjective(next) || !isNounLike(words[index + 2])) return false;
  const isColour = (word: TaggedWord | undefined) => word?.classes.has('colour') ?? false;
  return lastNoun < 0 || isColour(words[index - 1]) === isColour(next);
}

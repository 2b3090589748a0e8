import { longestPreposition, type PrepositionKind, prepositions } from '../data/prepositions.js';
import { classify, type WordClass } from './classify.js';
import type { Token } from './tokens.js';

/** A stretch of an instruction: a verb, a preposition, a noun phrase, or something between them. */
export type Chunk =
  | { readonly kind: 'verb'; readonly verb: string }
  | { readonly kind: 'preposition'; readonly preposition: PrepositionKind; readonly words: string }
  | NounPhrase
  | { readonly kind: 'and' }
  | { readonly kind: 'break' };

/** A noun phrase, without what is attached to it later. */
export interface NounPhrase {
  readonly kind: 'noun';
  /** Its words, article included. */
  readonly tokens: readonly Token[];
}

type Word = Token & WordClass;

/** Cuts tagged words into chunks. */
export function chunk(tokens: readonly Token[]): readonly Chunk[] {
  const words = tokens.map((token): Word => ({ ...token, ...classify(token) }));
  const chunks: Chunk[] = [];
  let index = 0;
  while (index < words.length) {
    const word = words[index];
    if (word === undefined) break;
    if (word.isAfterBreak && chunks.length > 0) chunks.push({ kind: 'break' });
    index = readChunk(words, index, chunks);
  }
  return chunks;
}

/** Reads one chunk and gives the index after it. */
function readChunk(words: readonly Word[], index: number, chunks: Chunk[]): number {
  const word = words[index];
  if (word === undefined) return index + 1;
  const last = chunks.at(-1);
  if (word.word === 'can' && words[index + 1]?.word === 'you') return index + 1;
  if (word.word === 'then') return push(chunks, { kind: 'break' }, index + 1);
  if (word.word === 'and' || word.word === 'or' || word.word === '&')
    return push(chunks, { kind: 'and' }, index + 1);
  const isClauseStart = last === undefined || last.kind === 'break' || last.kind === 'and';
  if (isClauseStart && isVerbHere(words, index, last)) return readVerb(words, index, chunks);
  const preposition = readPreposition(words, index);
  if (preposition !== null) return push(chunks, preposition.chunk, preposition.next);
  if (word.word === 'to' || word.word === 'by') return readInfinitive(words, index, chunks);
  if (word.isConnector) return push(chunks, { kind: 'break' }, index + 1);
  if (word.isParticle && !word.isModifier && !startsNoun(words, index)) return index + 1;
  return readNoun(words, index, chunks);
}

function push(chunks: Chunk[], chunk: Chunk, next: number): number {
  chunks.push(chunk);
  return next;
}

/** After "and", a word is a verb only if it begins something: "the cup and open the door", not "the cup and plate". */
function isVerbHere(words: readonly Word[], index: number, last: Chunk | undefined): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word === undefined || word.isDeterminer) return false;
  if (last?.kind === 'and' || index > 0) {
    if (!word.isVerb) return false;
    const isFollowed =
      next !== undefined &&
      (next.isDeterminer || next.isPossessive || next.isConnector || next.isParticle || next.isModifier);
    return (
      isFollowed ||
      prepositionAt(words, index + 1) !== null ||
      word.tags.has('Verb') ||
      last?.kind === 'break'
    );
  }
  return word.isVerb || word.tags.has('Verb');
}

function readVerb(words: readonly Word[], index: number, chunks: Chunk[]): number {
  const verb = words[index]?.word ?? '';
  let next = index + 1;
  let spoken = verb;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    const isBare = word.isParticle && !word.isAfterBreak && (prepositionAt(words, next)?.length ?? 0) < 2;
    if (!isBare || (word.word !== 'up' && isPrepositionBeforeNoun(words, next))) break;
    if (isModifierBeforeNoun(words, next)) break;
    spoken += ` ${word.word}`;
    next += 1;
  }
  return push(chunks, { kind: 'verb', verb: spoken }, next);
}

/** "on the table" after "put" goes with the table, "on" in "turn on the stove" with the verb. */
function isPrepositionBeforeNoun(words: readonly Word[], index: number): boolean {
  const verb = words[index - 1]?.word ?? '';
  const word = words[index]?.word ?? '';
  if (!(word in prepositions) || index + 1 >= words.length) return false;
  const isSwitch = /^(turn|switch|flip|toggle|power)$/.test(verb) && /^(on|off)$/.test(word);
  const isTaking = /^(take|pull|push|pop|peel|wipe|lift|get)$/.test(verb) && /^(off|out)$/.test(word);
  return !isSwitch && !isTaking;
}

function isModifierBeforeNoun(words: readonly Word[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  return word?.isModifier === true && next !== undefined && !next.isDeterminer && !next.isParticle;
}

/** "to serve coffee": another clause, with a verb of its own. */
function readInfinitive(words: readonly Word[], index: number, chunks: Chunk[]): number {
  chunks.push({ kind: 'break' });
  return readVerb(words, index + 1, chunks);
}

function prepositionAt(
  words: readonly Word[],
  index: number,
): { readonly words: string; readonly length: number } | null {
  for (let length = longestPreposition; length > 0; length -= 1) {
    const text = words
      .slice(index, index + length)
      .map(({ word }) => word)
      .join(' ');
    if (text.split(' ').length === length && text in prepositions) return { words: text, length };
  }
  return null;
}

function readPreposition(
  words: readonly Word[],
  index: number,
): { readonly chunk: Chunk; readonly next: number } | null {
  const found = prepositionAt(words, index);
  if (found === null) return null;
  const kind = prepositions[found.words];
  const next = index + found.length;
  if (kind === undefined) return null;
  // "to open the drawer" and "by pressing it" begin a clause.
  const following = words[next];
  if (found.words === 'to' && following?.isVerb === true && next + 1 < words.length) return null;
  if (found.words === 'by' && following?.word.endsWith('ing') === true) return null;
  return { chunk: { kind: 'preposition', preposition: kind, words: found.words }, next };
}

function startsNoun(words: readonly Word[], index: number): boolean {
  const next = words[index + 1];
  return next !== undefined && !next.isAfterBreak && !next.isDeterminer && next.tags.has('Noun');
}

/** An article, then modifiers and nouns up to the next word that is neither. */
function readNoun(words: readonly Word[], index: number, chunks: Chunk[]): number {
  const tokens: Word[] = [];
  let next = index;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    if (next > index && (word.isAfterBreak || endsNoun(words, next, tokens))) break;
    tokens.push(word);
    next += 1;
  }
  chunks.push({ kind: 'noun', tokens });
  return next;
}

/** "the yellow and white mug" is one mug. */
function joinsColours(words: readonly Word[], index: number): boolean {
  const [before, after, noun] = [words[index - 1], words[index + 1], words[index + 2]];
  return before?.isColour === true && after?.isColour === true && noun !== undefined && !noun.isDeterminer;
}

function endsNoun(words: readonly Word[], index: number, tokens: readonly Word[]): boolean {
  const word = words[index];
  const last = tokens.at(-1);
  if (word === undefined || last === undefined) return true;
  const isOpen = last.isDeterminer || (last.isPossessive && tokens.length === 1);
  if (isOpen) return word.isConnector && !word.isModifier;
  if (/^(and|or|then|&)$/.test(word.word)) return !joinsColours(words, index);
  if (word.isDeterminer || word.isConnector) return !(tokens.length === 1 && /^(all|both)$/.test(last.word));
  if (prepositionAt(words, index) !== null || word.word === 'to') return true;
  if (word.isPossessive) return false;
  const isNounLike = word.tags.has('Noun') || word.tags.has('Value');
  if (word.isParticle && !word.isModifier) return !isNounLike;
  // A second clause that begins without "and": "slide the cloth pick it up".
  return word.isVerb && !isNounLike && !word.isModifier && !last.isModifier;
}

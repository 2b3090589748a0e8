import type { PrepositionKind } from '../data/prepositions.js';
import type { Lexicon, VerbEntry } from './lexicon.js';
import { isDirectionUse, type NounPhrase, readNounPhrase } from './noun-phrase.js';
import { skipOpening, skipStatement } from './opening.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';
import { type Position, readVerb } from './verb.js';

/** A stretch of an instruction. */
export type Chunk =
  | {
      readonly kind: 'verb';
      readonly verb: VerbEntry;
      readonly particle: string | null;
      readonly isPurpose: boolean;
    }
  | {
      readonly kind: 'preposition';
      readonly preposition: PrepositionKind;
      readonly words: string;
      readonly start: number;
    }
  | { readonly kind: 'noun'; readonly phrase: NounPhrase }
  | { readonly kind: 'pronoun'; readonly isPerson: boolean }
  /** "that is", "lying": what follows describes the noun before. */
  | { readonly kind: 'relative' }
  /** "they fit in": words up to an index that belong to the noun before. */
  | { readonly kind: 'tail'; readonly end: number }
  | { readonly kind: 'and' }
  | { readonly kind: 'comma' }
  | { readonly kind: 'stop' };

/** Cuts tagged words into chunks, in one pass. */
export function chunk(words: readonly TaggedWord[], lexicon: Lexicon): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let index = 0;
  while (index < words.length) {
    const word = words[index];
    if (word === undefined) break;
    if (word.breakBefore !== 'none' && index > 0) chunks.push({ kind: word.breakBefore });
    index = Math.max(index + 1, readChunk(words, index, chunks, lexicon));
  }
  return chunks;
}

/** Reads one chunk and gives the index after it. */
function readChunk(words: readonly TaggedWord[], index: number, chunks: Chunk[], lexicon: Lexicon): number {
  const word = words[index];
  if (word === undefined) return index + 1;
  const { classes } = word;
  const last = chunks.at(-1);
  const position = positionAfter(last);
  if (classes.has('and')) return push(chunks, { kind: 'and' }, index + 1);
  if (position === 'start') {
    const stated = skipStatement(words, index);
    if (stated > index) return stated;
    const skipped = skipOpening(words, index, lexicon);
    if (skipped > index) return skipped;
  }
  if (/^(counter|anti)$/.test(word.text) && /^clock/.test(words[index + 1]?.text ?? '')) return index + 2;
  const infinitive = readInfinitive(words, index, chunks, lexicon);
  if (infinitive !== null) return infinitive;
  const preposition = readPreposition(words, index, chunks);
  if (preposition !== null) return preposition;
  const aside = skipAside(words, index, chunks);
  if (aside !== null) return aside;
  const relative = readRelative(words, index, chunks);
  if (relative !== null) return relative;
  if (classes.has('subordinator')) return push(chunks, { kind: 'stop' }, index + 1);
  const verb = last?.kind === 'preposition' ? null : readVerb(words, index, position, lexicon);
  if (verb !== null) return push(chunks, { ...verb, kind: 'verb', isPurpose: false }, verb.next);
  const isCopula = classes.has('auxiliary') && /^(is|are|was|were|goes|be)$/.test(word.text);
  if (isCopula && last?.kind === 'noun')
    return push(
      chunks,
      { kind: 'verb', verb: { lemma: 'be', kind: 'go' }, particle: null, isPurpose: false },
      index + 1,
    );
  if (last?.kind !== 'preposition' && isDirectionUse(words, index)) return index + 1;
  if (last?.kind === 'noun' && classes.has('region') && words[index + 1]?.text === 'of')
    chunks.push({ kind: 'preposition', preposition: 'place', words: 'on', start: index });
  const phrase = readNounPhrase(words, index);
  if (phrase !== null && !isLooseAdjective(phrase, words))
    return push(chunks, { kind: 'noun', phrase }, phrase.end);
  if (classes.has('pronoun') && !classes.has('direction'))
    return push(chunks, { kind: 'pronoun', isPerson: /^(me|us|him|her)$/.test(word.text) }, index + 1);
  return index + 1;
}

function push(chunks: Chunk[], chunk: Chunk, next: number): number {
  chunks.push(chunk);
  return next;
}

function positionAfter(last: Chunk | undefined): Position {
  if (last === undefined || last.kind === 'stop') return 'start';
  return last.kind === 'and' || last.kind === 'comma' ? 'joined' : 'middle';
}

/** "upright" in "flip the pot upright": it says how, not what. */
function isLooseAdjective({ first, body, end, hasNoun }: NounPhrase, words: readonly TaggedWord[]): boolean {
  return !hasNoun && first === body && end === body + 1 && words[body]?.classes.has('colour') === false;
}

/** "to open the drawer", "by pulling the handle", "without touching the cup": a verb of its own. */
function readInfinitive(
  words: readonly TaggedWord[],
  index: number,
  chunks: Chunk[],
  lexicon: Lexicon,
): number | null {
  if (!/^(to|by|without|for|before|after|while|when|and)$/.test(words[index]?.text ?? '')) return null;
  const next = words[index + 1];
  const isForm = words[index]?.text === 'to' ? next?.classes.has('verb') : next?.classes.has('participle');
  if (!isForm || next?.breakBefore !== 'none') return null;
  const isNoun = next.classes.has('thing') || next.classes.has('robot');
  const verb = readVerb(words, index + 1, isNoun ? 'middle' : 'start', lexicon);
  if (verb === null) return null;
  chunks.push({ ...verb, kind: 'verb', isPurpose: true });
  return verb.next;
}

/** A preposition with something after it; one without is a particle: "take the rack out". */
function readPreposition(words: readonly TaggedWord[], index: number, chunks: Chunk[]): number | null {
  const found = prepositionAt(words, index);
  if (found === null) return null;
  const next = index + found.length;
  const after = words[next];
  const isFollowed =
    after !== undefined &&
    after.breakBefore === 'none' &&
    (readNounPhrase(words, next) !== null || after.classes.has('pronoun'));
  if (!isFollowed) return next;
  return push(
    chunks,
    { kind: 'preposition', preposition: found.kind, words: found.words, start: index },
    next,
  );
}

/** "the remote, which is on the sofa, …": said by the way, up to the next comma. */
function skipAside(words: readonly TaggedWord[], index: number, chunks: readonly Chunk[]): number | null {
  const isAside =
    /^(which|who|whose)$/.test(words[index]?.text ?? '') &&
    chunks.at(-1)?.kind === 'comma' &&
    chunks.at(-2)?.kind === 'noun';
  if (!isAside) return null;
  let next = index + 1;
  while (next < words.length && words[next]?.breakBefore === 'none') next += 1;
  return next;
}

/** "that is", "which has", "lying", "placed": after a noun, and before what describes it. */
function readRelative(words: readonly TaggedWord[], index: number, chunks: Chunk[]): number | null {
  const word = words[index];
  if (word === undefined || chunks.at(-1)?.kind !== 'noun') return null;
  const { classes } = word;
  // "put the book where it belongs" tells where, not which book.
  if (word.text === 'where') return push(chunks, { kind: 'stop' }, index + 1);
  const tail = readTail(words, classes.has('relative') ? index + 1 : index);
  if (tail !== null) return push(chunks, { kind: 'tail', end: tail }, tail);
  if (classes.has('relative')) {
    let next = index + 1;
    while (words[next]?.classes.has('auxiliary') || words[next]?.classes.has('adverb')) next += 1;
    if (next === index + 1 && isPredicate(words[next])) return push(chunks, { kind: 'relative' }, next + 1);
    if (next === index + 1) return push(chunks, { kind: 'stop' }, index + 1);
    if (words[next]?.classes.has('participle') || words[next]?.classes.has('past')) next += 1;
    const isUse = /^(for|to)$/.test(words[next]?.text ?? '') && words[next + 1]?.classes.has('participle');
    if (isUse) return push(chunks, { kind: 'tail', end: next + 2 }, next + 2);
    return push(chunks, { kind: 'relative' }, next);
  }
  if (/^(labeled|labelled|marked|called|named|tagged|titled)$/.test(word.text)) {
    const end = endOfTail(words, index + 1);
    return push(chunks, { kind: 'tail', end }, end);
  }
  if (!classes.has('participle') && !classes.has('past')) return null;
  return prepositionAt(words, index + 1) === null ? null : push(chunks, { kind: 'relative' }, index + 1);
}

/** "holds" of "the container that holds the cookies". */
function isPredicate(word: TaggedWord | undefined): boolean {
  if (word === undefined) return false;
  return (word.classes.has('verb') && /[^s]s$/.test(word.text)) || word.classes.has('past');
}

/** "they fit in", "you are holding": gives the index after it. */
function readTail(words: readonly TaggedWord[], index: number): number | null {
  const [subject, verb] = [words[index], words[index + 1]];
  if (words[index - 1]?.text === 'whose') return endOfTail(words, index);
  if (subject?.breakBefore !== 'none' || !/^(they|you|we|i|he|she|i'm|you're|they're)$/.test(subject.text))
    return null;
  const hasVerb = (['verb', 'past', 'participle', 'auxiliary'] as const).some((name) =>
    verb?.classes.has(name),
  );
  if (!hasVerb) return null;
  return endOfTail(words, index + 2);
}

function endOfTail(words: readonly TaggedWord[], from: number): number {
  let next = from;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    if (word.breakBefore !== 'none' || word.classes.has('and') || word.classes.has('determiner')) break;
    if (prepositionAt(words, next) !== null && readNounPhrase(words, next + 1) !== null) break;
    next += 1;
  }
  return next;
}

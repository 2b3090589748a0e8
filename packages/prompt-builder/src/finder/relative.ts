import { indefinitePronouns } from '../data/function-words.js';
import { attributeNouns } from '../data/nouns.js';
import { givingVerbs, strongVerbs } from '../data/verbs.js';
import { endOfAboutTo, pushAboutTo } from './about-to.js';
import { headOf } from './argument.js';
import { type Chunk, type Chunking, push } from './chunking.js';
import { readObligation, readWanted, readWhere } from './clause-after-noun.js';
import { readNounPhrase } from './noun-phrase.js';
import { isLateOrdinal } from './ordinal.js';
import { endOfOwnSubject, endOfPredicate, isPredicate } from './predicate.js';
import { prepositionAt } from './preposition.js';
import { afterSuperlative, endOfQuality } from './quality.js';
import type { TaggedWord } from './tag.js';
import { endOfTail, pushTail } from './tail.js';
import { endOfUse } from './use.js';

/** "the remote, which is on the sofa, …": said by the way, up to the next comma. */
export function readAside({ words, chunks }: Chunking, index: number): number | null {
  const isAside =
    /^(which|who|whose|which's|who's)$/.test(words[index]?.text ?? '') &&
    chunks.at(-1)?.kind === 'comma' &&
    chunks.at(-2)?.kind === 'noun';
  if (!isAside) return null;
  let next = index + 1;
  while (next < words.length && words[next]?.breakBefore === 'none') next += 1;
  return next;
}

/** "whatever is", "what's", "what you hold": stands for what the verb acts on, and begins what describes it. */
export function readFreeRelative({ words, chunks }: Chunking, index: number): number | null {
  const { text = '' } = words[index] ?? {};
  const isSaid =
    /^what(ever)?$/.test(text) && /^(you|i|we|they|you're|i'm)$/.test(words[index + 1]?.text ?? '');
  if (isSaid) return push(chunks, { kind: 'pronoun', text, end: index + 1 }, endOfTail(words, index + 1));
  const isFree =
    text === "what's" ||
    (/^what(ever)?$/.test(text) && words[index + 1]?.classes.has('auxiliary') === true) ||
    // "whatever blocks the door".
    (text === 'whatever' && /[^s]s$/.test(words[index + 1]?.text ?? '') && opens(words[index + 2]));
  if (!isFree) return null;
  chunks.push({ kind: 'pronoun', text, end: index + 1 });
  return readRelativeClause(words, index, chunks);
}

function opens(word: TaggedWord | undefined): boolean {
  return word?.classes.has('determiner') === true && word.breakBefore === 'none';
}

/** "that is", "that's", "which has", "lying", "placed": after a noun, and before what describes it. */
export function readRelative({ words, lexicon, chunks }: Chunking, index: number): number | null {
  const word = words[index];
  if (word === undefined || !canBeDescribed(chunks.at(-1))) return null;
  const { classes } = word;
  // "put the book where it belongs" tells where, not which book.
  if (word.text === 'where') return readWhere(words, chunks, index);
  const ownSubject = endOfBareClause(words, index, chunks);
  if (ownSubject !== null) return pushTail(chunks, ownSubject);
  const lacking = endOfLack(words, index);
  if (lacking !== null) return pushTail(chunks, lacking);
  const tail = readTail(words, classes.has('relative') ? index + 1 : index);
  if (tail !== null) return pushPlacedTail(words, chunks, tail);
  if (classes.has('relative'))
    return readObligation({ words, lexicon, chunks }, index) ?? readRelativeClause(words, index, chunks);
  if (isLateOrdinal(words, index)) return push(chunks, { kind: 'relative' }, index + 1);
  if (/^(labeled|labelled|marked|called|named|tagged|titled)$/.test(word.text))
    return pushTail(chunks, endOfTail(words, index + 1));
  // "the can left to the pot" tells where to.
  if (word.text === 'left' && words[index + 1]?.text === 'to') return null;
  const use = endOfUse(words, index);
  if (use !== null) return pushTail(chunks, use);
  if (!classes.has('participle') && !classes.has('past')) return null;
  const done = readWanted({ words, lexicon, chunks }, index);
  if (done !== null) return done;
  // "bound together with a string".
  const next =
    words[index + 1]?.classes.has('direction') && prepositionAt(words, index + 1) === null
      ? index + 2
      : index + 1;
  return prepositionAt(words, next) === null ? null : push(chunks, { kind: 'relative' }, next);
}

/** Chunks among which the verb of a clause is looked for: a bound, so that time stays linear whatever the text. */
const recentChunks = 12;

/** Index after "the child dropped" of "the toy the child dropped"; "give the child the toy …" has two objects. */
function endOfBareClause(
  words: readonly TaggedWord[],
  index: number,
  chunks: readonly Chunk[],
): number | null {
  const end = endOfOwnSubject(words, index);
  if (end === null || words[end - 1]?.classes.has('past') !== true) return null;
  const main = chunks.slice(-recentChunks).findLast((chunk) => chunk.kind === 'verb')?.verb;
  return givingVerbs.includes(main?.lemma ?? '') ? null : end;
}

/** Index after "without a handle", which tells which cup; null for "without the lid" of what is done so. */
function endOfLack(words: readonly TaggedWord[], index: number): number | null {
  const phrase = words[index]?.text === 'without' ? readNounPhrase(words, index + 1) : null;
  if (phrase === null || words[phrase.first]?.text === 'the') return null;
  return attributeNouns.includes(headOf(phrase, words)) ? phrase.end : null;
}

/** "the cup that is red", "everything that is on the table". */
function canBeDescribed(last: Chunk | undefined): boolean {
  return last?.kind === 'noun' || (last?.kind === 'pronoun' && indefinitePronouns.includes(last.text));
}

/** After "that", "which" or "who". */
function readRelativeClause(words: readonly TaggedWord[], index: number, chunks: Chunk[]): number {
  const first = index + 1;
  let next = first;
  while (words[next]?.classes.has('auxiliary') || words[next]?.classes.has('adverb')) next += 1;
  // "that's" has its auxiliary in it.
  const hasAuxiliary = next > first || /(that|which|who|what)'?s$/.test(words[index]?.text ?? '');
  if (!hasAuxiliary) return readBareClause(words, first, next, chunks);
  const ahead = endOfAboutTo(words, next);
  if (ahead !== null) return pushAboutTo(words, chunks, ahead);
  const end = endOfQuality(words, next);
  if (end !== null) return pushTail(chunks, end);
  next = afterSuperlative(words, next);
  if (words[next]?.classes.has('participle') || words[next]?.classes.has('past')) next += 1;
  const isUse = /^(for|to)$/.test(words[next]?.text ?? '') && words[next + 1]?.classes.has('participle');
  if (isUse) return pushTail(chunks, next + 2);
  return push(chunks, { kind: 'relative' }, next);
}

/** "holds the cookies", "leaks", "the dog chewed": a clause without an auxiliary, whose verb stands at `verb`. */
function readBareClause(words: readonly TaggedWord[], first: number, verb: number, chunks: Chunk[]): number {
  const owned = endOfOwnSubject(words, first);
  if (owned !== null) return pushTail(chunks, owned);
  if (!isPredicate(words, verb)) return push(chunks, { kind: 'stop' }, first);
  const end = endOfPredicate(words, verb);
  return end === null ? push(chunks, { kind: 'relative' }, verb + 1) : pushTail(chunks, end);
}

/** "they fit in", "you are holding": gives the index after it. */
function readTail(words: readonly TaggedWord[], index: number): number | null {
  // "you just placed".
  const place = words[index + 1]?.classes.has('adverb') ? index + 2 : index + 1;
  const [subject, verb] = [words[index], words[place]];
  if (words[index - 1]?.text === 'whose') return endOfTail(words, index);
  if (
    subject?.breakBefore !== 'none' ||
    !/^(they|you|we|i|he|she|i'm|you're|they're|you'll|youll)$/.test(subject.text)
  )
    return null;
  const hasVerb = (['verb', 'past', 'participle', 'auxiliary'] as const).some((name) =>
    verb?.classes.has(name),
  );
  // "for the party we should put the cups on the tray" begins an order.
  const isOrder =
    strongVerbs.includes(words[place + 1]?.text ?? '') && verb?.classes.has('auxiliary') === true;
  if (!hasVerb || (isOrder && opens(words[place + 2]))) return null;
  return endOfTail(words, place + 1);
}

/** "the book I left on the bed", fetched: the bed is where it was left. "put the book I left on the bed" is not so clear. */
function pushPlacedTail(words: readonly TaggedWord[], chunks: Chunk[], tail: number): number {
  const isPlaced =
    /^(left|put|placed|dropped|see|saw|find|found|set|laid|hung|parked)$/.test(words[tail - 1]?.text ?? '') &&
    /^(place|beside)$/.test(prepositionAt(words, tail)?.kind ?? '');
  const main = chunks.findLast((chunk) => chunk.kind === 'verb')?.verb;
  const isFetched = main?.kind === 'other' || givingVerbs.includes(main?.lemma ?? '');
  const isNamed = chunks.at(-1)?.kind === 'noun';
  const next = pushTail(chunks, tail);
  return isPlaced && isFetched && isNamed ? push(chunks, { kind: 'relative' }, next) : next;
}

import { readAboutTo } from './about-to.js';
import { isNounLike } from './adjectives.js';
import { isDirectionUse } from './after-noun.js';
import { type Chunk, type Chunking, push } from './chunking.js';
import { readCopula } from './copula.js';
import type { Lexicon } from './lexicon.js';
import { mannerLength } from './manner.js';
import { type NounPhrase, readNounPhrase } from './noun-phrase.js';
import { skipOpening } from './opening.js';
import { readPosture } from './posture.js';
import { prepositionAt } from './preposition.js';
import { readAside, readFreeRelative, readRelative } from './relative.js';
import { beginsRequest } from './request.js';
import { isSideOf } from './side-of.js';
import { skipStatement } from './statement.js';
import type { TaggedWord } from './tag.js';
import { type Position, readVerb } from './verb.js';
import { skipWish } from './wish.js';

/** Tries to read one kind of chunk at a word; gives the index after it, or null where something else stands. */
type Reader = (chunking: Chunking, index: number) => number | null;

/** In the order in which they are tried. */
const readers: readonly Reader[] = [
  readAnd,
  readManner,
  readOpening,
  readTurn,
  readRequest,
  readAboutTo,
  readInfinitive,
  readPosture,
  readPreposition,
  readAside,
  readFreeRelative,
  readRelative,
  readSubordinator,
  readPredicate,
  readCopula,
  readDirection,
  readNoun,
  readPronoun,
];

/** Cuts tagged words into chunks, in one pass. */
export function chunk(words: readonly TaggedWord[], lexicon: Lexicon): readonly Chunk[] {
  const chunking: Chunking = { words, lexicon, chunks: [] };
  let index = 0;
  while (index < words.length) {
    const { breakBefore = 'none' } = words[index] ?? {};
    if (breakBefore !== 'none' && index > 0) chunking.chunks.push({ kind: breakBefore });
    index = Math.max(index + 1, readChunk(chunking, index));
  }
  return chunking.chunks;
}

function readChunk(chunking: Chunking, index: number): number {
  for (const read of readers) {
    const next = read(chunking, index);
    if (next !== null) return next;
  }
  return index + 1;
}

function positionAfter(last: Chunk | undefined): Position {
  if (last === undefined || last.kind === 'stop') return 'start';
  return last.kind === 'and' || last.kind === 'comma' ? 'joined' : 'middle';
}

function readAnd({ words, chunks }: Chunking, index: number): number | null {
  const spoken = words
    .slice(index, index + 3)
    .map(({ text }) => text)
    .join(' ');
  const long = /^(as well as|along with|together with)\b/.exec(spoken)?.[0];
  if (long !== undefined) return push(chunks, { kind: 'and' }, index + long.split(' ').length);
  return words[index]?.classes.has('and') ? push(chunks, { kind: 'and' }, index + 1) : null;
}

/** "can you", "please"; a whole question. */
function readOpening({ words, lexicon, chunks }: Chunking, index: number): number | null {
  if (positionAfter(chunks.at(-1)) !== 'start') return null;
  const wished = skipWish(words, index, lexicon);
  if (wished > index) return wished;
  const stated = skipStatement(words, index, lexicon);
  if (stated > index) return stated;
  const skipped = skipOpening(words, index, lexicon);
  return skipped > index ? skipped : null;
}

/** "time for coffee would you put the pot on the stove": a request begins without a stop before it. */
function readRequest({ words, lexicon, chunks }: Chunking, index: number): number | null {
  const verb = beginsRequest(words, index, lexicon);
  return verb === null ? null : push(chunks, { kind: 'stop' }, verb);
}

/** "one by one": says how. */
function readManner({ words }: Chunking, index: number): number | null {
  const length = mannerLength(words, index);
  return length === 0 ? null : index + length;
}

/** "counter clockwise" is no counter. */
function readTurn({ words }: Chunking, index: number): number | null {
  const isTurn =
    /^(counter|anti)$/.test(words[index]?.text ?? '') && /^clock/.test(words[index + 1]?.text ?? '');
  return isTurn ? index + 2 : null;
}

/** "to open the drawer", "by pulling the handle", "without touching the cup": a verb of its own. */
function readInfinitive({ words, lexicon, chunks }: Chunking, index: number): number | null {
  if (!/^(to|by|without|for|before|after|while|when|and)$/.test(words[index]?.text ?? '')) return null;
  const next = words[index + 1];
  // "the dish for serving food" tells which dish.
  const isUse =
    words[index]?.text === 'for' && chunks.at(-1)?.kind === 'noun' && chunks.at(-2)?.kind === 'preposition';
  if (isUse && isNounLike(words[index + 2])) return null;
  const isForm =
    words[index]?.text === 'to'
      ? next?.classes.has('verb') || isUnknownVerb(words, index + 1)
      : next?.classes.has('participle');
  if (!isForm || next?.breakBefore !== 'none') return null;
  // "to pack two lunches".
  const isCounted =
    words[index + 2]?.breakBefore === 'none' && words[index + 2]?.classes.has('numeral') === true;
  const isNoun = (next.classes.has('thing') || next.classes.has('robot')) && !isCounted;
  const verb = readVerb(words, index + 1, isNoun ? 'middle' : 'start', lexicon);
  return verb === null ? null : push(chunks, { kind: 'verb', verb: verb.verb }, verb.next);
}

/** "grasb" of "try to grasb the ball": what nobody knows, between "to" and an article. */
function isUnknownVerb(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  return word?.isKnown === false && next?.breakBefore === 'none' && /^(the|a|an)$/.test(next.text);
}

/** A preposition with something after it; one without is a particle: "take the rack out". */
function readPreposition({ words, chunks }: Chunking, index: number): number | null {
  const found = prepositionAt(words, index);
  if (found === null) return null;
  const next = index + found.length;
  const after = words[next];
  const isFollowed =
    after !== undefined &&
    after.breakBefore === 'none' &&
    (readNounPhrase(words, next) !== null || after.classes.has('pronoun'));
  if (!isFollowed) return next;
  return push(chunks, { kind: 'preposition', preposition: found.kind, words: found.words }, next);
}

function readSubordinator(chunking: Chunking, index: number): number | null {
  const { words, chunks } = chunking;
  if (!words[index]?.classes.has('subordinator')) return null;
  return push(chunks, { kind: isGapped(chunking, index) ? 'and' : 'stop' }, index + 1);
}

/**
 * "put the cup on the shelf, then the bowl in the sink", "put everything but the red one in the bag": the verb is said once and
 * meant twice, or the place after it.
 */
function isGapped({ words, lexicon, chunks }: Chunking, index: number): boolean {
  const before = chunks.findLast(({ kind }) => kind !== 'comma')?.kind;
  if (
    (before !== 'noun' && before !== 'pronoun') ||
    !/^((and-)?then|but|except)$/.test(words[index]?.text ?? '')
  )
    return false;
  const phrase = readNounPhrase(words, index + 1);
  const hasPlace = phrase !== null && prepositionAt(words, phrase.end) !== null;
  return hasPlace && readVerb(words, index + 1, 'start', lexicon) === null;
}

function readPredicate({ words, lexicon, chunks }: Chunking, index: number): number | null {
  const last = chunks.at(-1);
  if (last?.kind === 'preposition') return null;
  const found = readVerb(words, index, positionAfter(last), lexicon);
  return found === null ? null : push(chunks, { kind: 'verb', verb: found.verb }, found.next);
}

/** "left" in "move the cup left". */
function readDirection({ words, chunks }: Chunking, index: number): number | null {
  return chunks.at(-1)?.kind !== 'preposition' && isDirectionUse(words, index) ? index + 1 : null;
}

function readNoun({ words, chunks }: Chunking, index: number): number | null {
  // "the spoon top of the cloth": the writer left out "on".
  if (chunks.at(-1)?.kind === 'noun' && isSideOf(words, index))
    chunks.push({ kind: 'preposition', preposition: 'place', words: 'on' });
  const phrase = readNounPhrase(words, index);
  if (phrase === null || isLooseAdjective(phrase, words)) return null;
  return push(chunks, { kind: 'noun', phrase }, phrase.end);
}

/** "upright" in "flip the pot upright": it says how, not what. */
function isLooseAdjective({ first, body, end, hasNoun }: NounPhrase, words: readonly TaggedWord[]): boolean {
  return !hasNoun && first === body && end === body + 1 && words[body]?.classes.has('colour') === false;
}

function readPronoun({ words, chunks }: Chunking, index: number): number | null {
  const { classes, text = '' } = words[index] ?? {};
  if (!classes?.has('pronoun') || classes.has('direction')) return null;
  return push(chunks, { kind: 'pronoun', text, end: index + 1 }, index + 1);
}

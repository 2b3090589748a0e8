import { type Chunk, type Chunking, push, pushVerbBefore } from './chunking.js';
import { readNounPhrase } from './noun-phrase.js';
import { isParticle } from './particle.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';
import { pushTail } from './tail.js';

/** "that needs to be moved to the freezer": no which, but what is to be done. */
export function readObligation({ words, lexicon, chunks }: Chunking, index: number): number | null {
  const spoken = words
    .slice(index + 1, index + 4)
    .map(({ text }) => text)
    .join(' ');
  const length =
    /^(?:(needs?|has|have|ought) to be|(must|should) be)\b/.exec(spoken)?.[0].split(' ').length ?? 0;
  const verb = lexicon.verbOf(words[index + 1 + length]?.text ?? '');
  const next = index + 2 + length;
  const isPlaced = length > 0 && verb?.kind === 'move' && prepositionAt(words, next) !== null;
  return isPlaced ? push(chunks, { kind: 'verb', verb }, next) : null;
}

/** "placed" of "have the bowl placed on the stove", "wiped" of "get the table wiped": what is to be done. */
export function readWanted({ words, lexicon, chunks }: Chunking, index: number): number | null {
  const last = chunks.at(-1);
  const before = last?.kind === 'noun' ? words[last.phrase.first - 1]?.text : undefined;
  const verb = lexicon.verbOf(words[index]?.text ?? '');
  const isWanted = /^(have|need|want|get|like|love)$/.test(before ?? '') && words[index]?.classes.has('past');
  if (verb === undefined || !isWanted) return null;
  if (verb.kind === 'move' && prepositionAt(words, index + 1) !== null)
    return push(chunks, { kind: 'verb', verb }, index + 1);
  const end = isParticle(words, index + 1, verb.lemma) ? index + 2 : index + 1;
  return endsClause(words[end]) ? pushVerbBefore(chunks, verb, end) : null;
}

function endsClause(word: TaggedWord | undefined): boolean {
  if (word === undefined || word.breakBefore !== 'none' || word.text === 'please') return true;
  return word.classes.has('and') || word.classes.has('adverb') || word.classes.has('subordinator');
}

/** "the shelf where the juice is located": after a place, what follows tells which. */
export function readWhere(words: readonly TaggedWord[], chunks: Chunk[], index: number): number {
  const subject = chunks.at(-2)?.kind === 'preposition' ? readNounPhrase(words, index + 1) : null;
  const verb = words[subject?.end ?? -1];
  const isSaid =
    verb?.breakBefore === 'none' &&
    (['verb', 'auxiliary', 'past'] as const).some((name) => verb.classes.has(name));
  if (subject === null || !isSaid) return push(chunks, { kind: 'stop' }, afterSubject(words, index + 1));
  const next = subject.end + 1;
  const isPast = words[next]?.breakBefore === 'none' && words[next]?.classes.has('past') === true;
  return pushTail(chunks, isPast ? next + 1 : next);
}

/** Index after "they are" of "leave the cups where they are and bring a tray". */
function afterSubject(words: readonly TaggedWord[], index: number): number {
  const isSaid = /^(it|they)$/.test(words[index]?.text ?? '') && words[index + 1]?.breakBefore === 'none';
  return isSaid && /^(is|are|was|were|belongs?)$/.test(words[index + 1]?.text ?? '') ? index + 2 : index;
}

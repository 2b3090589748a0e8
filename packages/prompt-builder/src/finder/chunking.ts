import type { PrepositionKind } from '../data/prepositions.js';
import type { Lexicon, VerbEntry } from './lexicon.js';
import type { NounPhrase } from './noun-phrase.js';
import type { TaggedWord } from './tag.js';

/** A stretch of an instruction. */
export type Chunk =
  | { readonly kind: 'verb'; readonly verb: VerbEntry }
  | {
      readonly kind: 'preposition';
      readonly preposition: PrepositionKind;
      readonly words: string;
    }
  | { readonly kind: 'noun'; readonly phrase: NounPhrase }
  | { readonly kind: 'pronoun'; readonly text: string; readonly end: number }
  /** "that is", "lying": what follows describes the noun before. */
  | { readonly kind: 'relative' }
  /** "they fit in": words up to an index that belong to the noun before. */
  | { readonly kind: 'tail'; readonly end: number }
  | { readonly kind: 'and' }
  | { readonly kind: 'comma' }
  | { readonly kind: 'stop' };

/** A text while it is cut. */
export interface Chunking {
  readonly words: readonly TaggedWord[];
  readonly lexicon: Lexicon;
  readonly chunks: Chunk[];
}

/** Adds a chunk and gives the index after it. */
export function push(chunks: Chunk[], chunk: Chunk, next: number): number {
  chunks.push(chunk);
  return next;
}

/** A subject has so many chunks at most: a bound, so that time stays linear whatever the text. */
const longestSubject = 12;

/** Adds a verb before the noun phrase that has just been read, with what describes it: "the door … closed" is closed. */
export function pushVerbBefore(chunks: Chunk[], verb: VerbEntry, next: number): number {
  const last = chunks.slice(-longestSubject);
  const before = last.findLastIndex(({ kind }) => !/^(noun|preposition|relative|tail)$/.test(kind));
  chunks.splice(chunks.length - last.length + before + 1, 0, { kind: 'verb', verb });
  return next;
}

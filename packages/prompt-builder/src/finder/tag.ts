import { prepositions } from '../data/prepositions.js';
import type { Lexicon, WordClass } from './lexicon.js';
import { askCompromise } from './tagger.js';
import type { Word } from './words.js';

/** A word with what it can be. */
export interface TaggedWord extends Word {
  readonly classes: ReadonlySet<WordClass>;
  /** Whether the lexicon has the word. */
  readonly isKnown: boolean;
}

/** Beyond so many words, those that the lexicon lacks count as nouns; compromise is not asked. */
const longestTagged = 2000;

const noun: ReadonlySet<WordClass> = new Set(['noun']);
const adverb: ReadonlySet<WordClass> = new Set(['adverb']);

/** Gives every word its classes: from the lexicon, or else from compromise, which reads the words in context. */
export function tagWords(words: readonly Word[], lexicon: Lexicon): readonly TaggedWord[] {
  const known = words.map(({ text }) => lexicon.classesOf(text));
  const isKnown = (index: number) => known[index]?.size !== 0 || prepositions.has(words[index]?.text ?? '');
  const isAsked = words.length <= longestTagged && words.some((_, index) => !isKnown(index));
  const guesses = isAsked ? askCompromise(words.map(({ text }) => text)) : null;
  return words.map(({ text, start, end, breakBefore }, index) => ({
    text,
    start,
    end,
    breakBefore,
    classes: isKnown(index) ? (known[index] ?? noun) : (guesses?.get(text) ?? guess(text)),
    isKnown: isKnown(index),
  }));
}

function guess(word: string): ReadonlySet<WordClass> {
  return word.endsWith('ly') ? adverb : noun;
}

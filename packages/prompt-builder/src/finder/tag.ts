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
  const tagged = words.map((word): TaggedWord => {
    const classes = lexicon.classesOf(word.text);
    return { ...word, classes, isKnown: classes.size > 0 || prepositions.has(word.text) };
  });
  if (tagged.every(({ isKnown }) => isKnown)) return tagged;
  const guesses = words.length > longestTagged ? null : askCompromise(words.map(({ text }) => text));
  return tagged.map((word) =>
    word.isKnown ? word : { ...word, classes: guesses?.get(word.text) ?? guess(word.text) },
  );
}

function guess(word: string): ReadonlySet<WordClass> {
  return word.endsWith('ly') ? adverb : noun;
}

import nlp from 'compromise/two';
import { prepositions } from '../data/prepositions.js';
import type { Lexicon, WordClass } from './lexicon.js';
import type { Word } from './words.js';

/** A word with what it can be. */
export interface TaggedWord extends Word {
  readonly classes: ReadonlySet<WordClass>;
  /** Whether the lexicon has the word. */
  readonly isKnown: boolean;
}

/** Beyond this many characters, words that the lexicon lacks count as nouns; compromise is not asked. */
const longestTagged = 20_000;

const noun: ReadonlySet<WordClass> = new Set(['noun']);

/** Gives every word its classes: from the lexicon, or else from compromise, which reads the words in context. */
export function tagWords(text: string, words: readonly Word[], lexicon: Lexicon): readonly TaggedWord[] {
  const tagged = words.map((word) => {
    const classes = lexicon.classesOf(word.text);
    return { ...word, classes, isKnown: classes.size > 0 || prepositions.has(word.text) };
  });
  if (tagged.every(({ isKnown }) => isKnown)) return tagged;
  const guesses = text.length > longestTagged ? new Map() : askCompromise(words);
  return tagged.map((word) =>
    word.isKnown ? word : { ...word, classes: guesses.get(word.text) ?? guess(word.text) },
  );
}

/** Words that compromise calls no noun, and what it calls them. */
function askCompromise(words: readonly Word[]): ReadonlyMap<string, ReadonlySet<WordClass>> {
  const found = new Map<string, ReadonlySet<WordClass>>();
  for (const sentence of nlp(words.map(({ text }) => text).join(' ')).docs) {
    for (const { text, tags } of sentence) {
      const wordClass = classOfTags(tags ?? new Set());
      if (wordClass !== null) found.set(text.toLowerCase(), new Set([wordClass]));
    }
  }
  return found;
}

function classOfTags(tags: ReadonlySet<string>): WordClass | null {
  if (tags.has('Adverb')) return 'adverb';
  if (tags.has('Gerund')) return 'participle';
  if (tags.has('PastTense')) return 'past';
  if (tags.has('Adjective')) return 'adjective';
  if (tags.has('Infinitive') || tags.has('Imperative') || tags.has('PresentTense')) return 'verb';
  if (tags.has('Expression')) return 'nothing';
  return null;
}

function guess(word: string): ReadonlySet<WordClass> {
  return word.endsWith('ly') ? new Set(['adverb']) : noun;
}

import { mannerPhrases } from '../data/function-words.js';
import { isNounLike } from './adjectives.js';
import type { TaggedWord } from './tag.js';

const phrases = mannerPhrases.map((phrase) => phrase.split(' '));
const beginnings = new Set(phrases.map(([first]) => first));

/** "one by one", "side by side", "face down": words that say how. Gives how many they are; 0 where none begin. */
export function mannerLength(words: readonly TaggedWord[], index: number): number {
  if (!beginnings.has(words[index]?.text)) return 0;
  const found = phrases.find((phrase) =>
    phrase.every((text, place) => isNext(words[index + place], text, place)),
  );
  // "the side by side refrigerator" is a kind of refrigerator.
  return found === undefined || isNounLike(words[index + found.length]) ? 0 : found.length;
}

function isNext(word: TaggedWord | undefined, text: string, place: number): boolean {
  return word?.text === text && (place === 0 || word.breakBefore === 'none');
}

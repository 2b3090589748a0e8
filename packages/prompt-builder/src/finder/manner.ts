import { mannerPhrases } from '../data/function-words.js';
import { isNounLike } from './adjectives.js';
import type { TaggedWord } from './tag.js';

const phrases = mannerPhrases.map((phrase) => phrase.split(' '));
const beginnings = new Set(phrases.map(([first]) => first));

/** "one by one", "side by side", "face down": words that say how. Gives how many they are; 0 where none begin. */
export function mannerLength(words: readonly TaggedWord[], index: number): number {
  const repeated = isRepeated(words, index) ? 3 : 0;
  if (repeated > 0 || !beginnings.has(words[index]?.text)) return repeated;
  const found = phrases.find((phrase) =>
    phrase.every((text, place) => isNext(words[index + place], text, place)),
  );
  // "the side by side refrigerator" is a kind of refrigerator.
  return found === undefined || isNounLike(words[index + found.length]) ? 0 : found.length;
}

/** "brick by brick", "side by side". */
function isRepeated(words: readonly TaggedWord[], index: number): boolean {
  const [word, link, again, next] = words.slice(index, index + 4);
  if (link?.breakBefore !== 'none' || again?.breakBefore !== 'none') return false;
  return /^(by|after|upon)$/.test(link.text) && word?.text === again.text && !isNounLike(next);
}

function isNext(word: TaggedWord | undefined, text: string, place: number): boolean {
  return word?.text === text && (place === 0 || word.breakBefore === 'none');
}

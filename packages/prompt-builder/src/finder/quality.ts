import { isAdjective, isNounLike } from './adjectives.js';
import type { TaggedWord } from './tag.js';

/**
 * Index after "dirty" of "put the cup that is dirty in the sink", "upside down" of "the cup that is upside down": where
 * the cup goes is no part of what is said of it. Null where more is said.
 */
export function endOfQuality(words: readonly TaggedWord[], index: number): number | null {
  const next = afterSuperlative(words, index);
  const isManner = next === index && words[index - 1]?.classes.has('adverb') === true;
  if (isManner && words[index]?.text === 'down') return index + 1;
  const isQuality = next > index || isAdjective(words[index]);
  const end = isQuality && next === index ? index + (words[index + 1]?.text === 'most' ? 2 : 1) : next;
  const follower = words[end];
  const isLast = follower === undefined || follower.breakBefore !== 'none' || follower.classes.has('and');
  const isPlaced =
    isQuality && !words[index]?.classes.has('past') && /^(in|on|into|onto)$/.test(follower?.text ?? '');
  return (isQuality || isManner) && (isLast || isPlaced) ? end : null;
}

/** Index after "the furthest" of "that is the furthest from the stove"; the index itself where no such words stand. */
export function afterSuperlative(words: readonly TaggedWord[], index: number): number {
  const word = words[index]?.text === 'the' ? words[index + 1] : undefined;
  const isSuperlative = word !== undefined && /(est|most)$/.test(word.text) && isAdjective(word);
  return isSuperlative && !isNounLike(words[index + 2]) ? index + 2 : index;
}

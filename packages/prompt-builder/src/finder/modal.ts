import type { TaggedWord } from './tag.js';

/** "can you", where "can" is no can. */
export function asks(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  return word?.text === 'can' && next?.breakBefore === 'none' && /^(you|u|ya|we|i)$/.test(next.text);
}

/** Whether a word that can be an auxiliary names a thing: "move can near apple", but "can you" asks. */
export function namesThing(words: readonly TaggedWord[], index: number, isAfterFirst: boolean): boolean {
  if (words[index]?.classes.has('thing') !== true || asks(words, index)) return false;
  const next = words[index + 1];
  if (isAfterFirst) return true;
  return !(
    next === undefined ||
    next.classes.has('pronoun') ||
    next.classes.has('robot') ||
    next.classes.has('verb')
  );
}

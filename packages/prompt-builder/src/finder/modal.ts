import { personNouns } from '../data/non-objects.js';
import { singularOf } from './inflection.js';
import type { TaggedWord } from './tag.js';

/** "can you", where "can" is no can. */
export function asks(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  return word?.text === 'can' && next?.breakBefore === 'none' && /^(you|u|ya|we|i)$/.test(next.text);
}

/** "so the bowl can be washed", "so both slices can toast"; "put the soda can down" is about a can. */
function isModal(words: readonly TaggedWord[], index: number): boolean {
  const [before, next] = [words[index - 1], words[index + 1]];
  if (next?.breakBefore !== 'none') return false;
  const isPlural = before !== undefined && singularOf(before.text) !== before.text;
  if (before !== undefined && personNouns.includes(before.text)) return true;
  return (
    /^(be|not)$/.test(next.text) || (isPlural && next.classes.has('verb') && !next.classes.has('particle'))
  );
}

/** Whether a word that can be an auxiliary names a thing: "move can near apple", but "can you" asks. */
export function namesThing(words: readonly TaggedWord[], index: number, isAfterFirst: boolean): boolean {
  if (words[index]?.classes.has('thing') !== true || asks(words, index)) return false;
  const next = words[index + 1];
  if (isAfterFirst) return !isModal(words, index);
  // "put the pot near can", but "as fast as you can".
  if (next?.breakBefore !== 'none') return words[index - 1]?.classes.has('pronoun') !== true;
  return !(next.classes.has('pronoun') || next.classes.has('robot') || next.classes.has('verb'));
}

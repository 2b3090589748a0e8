import { longestPreposition, type PrepositionKind, prepositions } from '../data/prepositions.js';
import { describingParticiples } from '../data/verbs.js';
import { isAdjective } from './adjectives.js';
import type { TaggedWord } from './tag.js';

/** A preposition as found: its words and how many they are. */
export interface FoundPreposition {
  readonly words: string;
  readonly length: number;
  readonly kind: PrepositionKind;
}

const beginnings = new Set([...prepositions.keys()].map((words) => words.split(' ')[0]));

/** The longest preposition that begins at a word. */
export function prepositionAt(words: readonly TaggedWord[], index: number): FoundPreposition | null {
  const text = words[index]?.text ?? '';
  if (isDescribing(words, index)) return { words: text, length: 1, kind: 'part' };
  if (!beginnings.has(text)) return null;
  const listed = listedPrepositionAt(words, index);
  return listed === null && isNearestBare(words, index)
    ? { words: `${text} to`, length: 1, kind: 'beside' }
    : listed;
}

/** "matching" of "the box matching the lid", but neither of "the matching hole" nor of ", matching the lids". */
function isDescribing(words: readonly TaggedWord[], index: number): boolean {
  const [before, word] = [words[index - 1], words[index]];
  if (word?.breakBefore !== 'none' || !describingParticiples.includes(word.text)) return false;
  return (
    (['thing', 'noun', 'region'] as const).some((name) => before?.classes.has(name)) && !isAdjective(before)
  );
}

function listedPrepositionAt(words: readonly TaggedWord[], index: number): FoundPreposition | null {
  for (let length = longestPreposition; length > 0; length -= 1) {
    const parts = words.slice(index, index + length);
    if (parts.length < length || parts.some(({ breakBefore }, place) => place > 0 && breakBefore !== 'none'))
      continue;
    const text = parts.map((word) => word.text).join(' ');
    const kind = prepositions.get(text);
    if (kind !== undefined) return { words: text, length, kind };
  }
  return null;
}

/** "sits nearest the sink", "the cup closest the wall": the writer left out "to". */
function isNearestBare(words: readonly TaggedWord[], index: number): boolean {
  const [before, word, next] = [words[index - 1], words[index], words[index + 1]];
  if (next?.breakBefore !== 'none' || !/^((near|clos|furth|farth)est|next)$/.test(word?.text ?? ''))
    return false;
  // "next the robot lifts the cup".
  if (word?.text === 'next' && (word.breakBefore !== 'none' || before?.classes.has('and') === true))
    return false;
  // "the one nearest the door".
  const isAfterArticle =
    (before?.classes.has('determiner') === true && before.text !== 'one') ||
    before?.classes.has('possessive') === true;
  return /^(the|my|your|its|this|that)$/.test(next.text) && before !== undefined && !isAfterArticle;
}

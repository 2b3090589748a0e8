import { longestPreposition, type PrepositionKind, prepositions } from '../data/prepositions.js';
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
  if (!beginnings.has(words[index]?.text)) return null;
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

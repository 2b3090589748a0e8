import { numberWords } from '../data/function-words.js';
import type { TaggedWord } from './tag.js';

/** Whether a word is one of "number two" in "drawer number two", which is a label, as in "drawer 2". */
export function isNumberLabel(words: readonly TaggedWord[], index: number): boolean {
  return beginsLabel(words, index) || beginsLabel(words, index - 1);
}

function beginsLabel(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (next?.breakBefore !== 'none' || !numberWords.includes(word?.text ?? '')) return false;
  return next.text === 'one' || next.classes.has('numeral');
}

import type { TaggedWord } from './tag.js';

/** "top of", "left side of": a side that is named with "of". */
export function isSideOf(words: readonly TaggedWord[], index: number): boolean {
  const first = /^(lower|upper)$/.test(words[index]?.text ?? '') ? index + 1 : index;
  let next = first;
  while (words[next]?.classes.has('region') && next < first + 3) next += 1;
  return next > first && words[next]?.text === 'of';
}

/** A thing, but neither a side nor a hand: "the left hand corner of the table". */
export function isPlainThing(word: TaggedWord | undefined): boolean {
  if (word === undefined || word.classes.has('region') || word.classes.has('robot')) return false;
  return (word.classes.has('thing') || word.classes.has('noun')) && !word.classes.has('adjective');
}

/** "right" of "the lower right of the pot": with a level before it and an article, a corner, and no "right of". */
export function isCornerOf(words: readonly TaggedWord[], index: number, body: number): boolean {
  const isLevel = /^(lower|upper|top|bottom|front|back|rear)(most)?$/.test(words[index - 1]?.text ?? '');
  return isLevel && index === body + 1 && words[index]?.classes.has('region') === true;
}

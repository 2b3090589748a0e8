import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/** Steps over articles, numerals and possessives: "all of the", "a couple of", "my two". Gives the index after them. */
export function skipDeterminers(words: readonly TaggedWord[], first: number): number {
  let index = first;
  const isFollowed = () => {
    const next = words[index + 1];
    return next !== undefined && next.breakBefore === 'none' && canContinue(next);
  };
  for (let word = words[index]; word !== undefined; word = words[index]) {
    if (index > first + 8 || (index > first && word.breakBefore !== 'none')) break;
    const { classes, text } = word;
    if (/^(couple|lot|lots|plenty|few)$/.test(text) && words[index + 1]?.text === 'of') index += 2;
    else if (text === 'of' && index > first && opensDeterminer(words[index + 1])) index += 1;
    else if (isHeadOne(words, index) || isLetter(words, index, first)) break;
    else if (classes.has('determiner') || classes.has('numeral')) {
      if (!isFollowed() && words[index + 1]?.text !== 'of') break;
      if (words[index + 1]?.text === 'of' && !opensDeterminer(words[index + 2])) break;
      index += 1;
    } else if (classes.has('possessive') && !classes.has('noun')) index += 1;
    else break;
  }
  return index;
}

/** "the A block", "the U shape": letters that are words too. */
export function isLetter(words: readonly TaggedWord[], index: number, first: number): boolean {
  return (
    index > first &&
    /^[au]$/.test(words[index]?.text ?? '') &&
    /^(the|letter)$/.test(words[index - 1]?.text ?? '')
  );
}

/** "the one that is red", "the one left of the plate": what tells it apart follows, so no noun does. */
function isHeadOne(words: readonly TaggedWord[], index: number): boolean {
  const next = words[index + 1];
  if (words[index]?.text !== 'one' || next?.breakBefore !== 'none') return false;
  return next.classes.has('relative') || (next.text !== 'of' && prepositionAt(words, index + 1) !== null);
}

function opensDeterminer(word: TaggedWord | undefined): boolean {
  return word !== undefined && (word.classes.has('determiner') || word.classes.has('possessive'));
}

/** Whether a word may follow an article. */
function canContinue({ classes, text }: TaggedWord): boolean {
  if (
    classes.has('and') ||
    classes.has('auxiliary') ||
    classes.has('relative') ||
    classes.has('subordinator')
  )
    return classes.has('thing') || classes.has('determiner');
  if (classes.has('pronoun') && text !== 'u') return classes.has('determiner');
  return (
    classes.size > 0 &&
    !(classes.has('particle') && classes.size <= 2 && !classes.has('adjective')) &&
    text !== 'of'
  );
}

import { asks } from './modal.js';
import type { TaggedWord } from './tag.js';

const named = '(?=(?:the|my|our|your|his|her|this|that|these|those|a|an|any|some) )';

/** What is said or asked before a thing is named that a later "it" means. */
const beginnings: readonly RegExp[] = [
  new RegExp(`^(?:i|we|he|she) (?=\\w+ ${named})`),
  /^there (?:is|are|was|were) /,
  new RegExp(`^(?:is|are|was|were) (?:there )?${named}`),
  new RegExp(
    `^(?:do|did|can|have) you (?:still )?(?:see|seen|have|find|found|got|notice|spot|know) ${named}`,
  ),
  new RegExp(`^where(?:'s| is| are| did (?:i|we|you) (?:put|leave)) ${named}`),
];

/** Words within which the instruction after it begins to name what it acts on. */
const longest = 20;

/**
 * Index of what a statement or a question names where the instruction after it says no more than "it": "I dropped my pen,
 * please pick it up", "is the oven on? If so, turn it off". Null where nothing is named so.
 */
export function antecedentAt(words: readonly TaggedWord[], index: number): number | null {
  const spoken = words
    .slice(index, index + 5)
    .map(({ text }) => text)
    .join(' ');
  const beginning = beginnings
    .map((pattern) => pattern.exec(spoken)?.[0])
    .find((found) => found !== undefined);
  if (beginning === undefined) return null;
  const isSaid = /^(i|we|he|she)$/.test(words[index]?.text ?? '');
  const verb = words[index + 1];
  if (isSaid && verb?.text !== 'saw' && verb?.classes.has('past') !== true) return null;
  const length = beginning.trim().split(' ').length;
  return meansIt(words.slice(index + length, index + length + longest)) ? index + length : null;
}

/** Whether the first thing that is named after a comma or a stop is "it". */
function meansIt(words: readonly TaggedWord[]): boolean {
  const broken = words.findIndex(({ breakBefore }, place) => place > 0 && breakBefore !== 'none');
  if (broken < 0) return false;
  const after = words.slice(broken);
  const object = after.find(
    ({ text, classes }, place) =>
      isIt(text) ||
      classes.has('determiner') ||
      (classes.has('thing') && !classes.has('verb') && !asks(after, place)),
  );
  return isIt(object?.text);
}

function isIt(text: string | undefined): boolean {
  return text === 'it' || text === 'them';
}

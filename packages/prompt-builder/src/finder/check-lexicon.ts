import { InspireError } from '@inspire-vla/adapter';
import { type UserLexicon, verbKinds } from './lexicon.js';

/**
 * Refuses what is no single word: instructions are looked up word by word, so "gear box" would never be found.
 *
 * @throws InspireError `LEXICON_INVALID`, naming the list and the word.
 */
export function checkLexicon({ things, nonObjects, adjectives, verbs = {} }: UserLexicon): void {
  const lists = { things, nonObjects, adjectives, verbs: Object.keys(verbs) };
  for (const [list, words = []] of Object.entries(lists)) {
    for (const word of words) checkWord(word, list);
  }
  for (const [verb, kind] of Object.entries(verbs)) {
    if (verbKinds.includes(kind)) continue;
    throw invalid(
      `there is no kind of verb "${kind}"`,
      `verbs, ${verb}`,
      `use one of: ${verbKinds.join(', ')}`,
    );
  }
}

function checkWord(word: string, list: string): void {
  if (/^[^\s_]+$/.test(word.trim())) return;
  const fix = 'give single words; name the objects of whole instructions as overrides';
  throw invalid(`${JSON.stringify(word)} is no single word`, list, fix);
}

function invalid(message: string, at: string, fix: string): InspireError {
  return new InspireError({ code: 'LEXICON_INVALID', message, at: `lexicon.${at}`, fix });
}

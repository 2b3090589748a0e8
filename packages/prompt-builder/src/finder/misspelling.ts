import type { Word } from './words.js';

/** Verbs that begin most instructions, and are therefore mistyped most often. */
const frequentVerbs =
  'put place move push pull pick grab open close turn take insert stack press drop pour slide lift wipe remove fold bring'.split(
    ' ',
  );

const beginning = /^(and|then|please|you|to|robot)$/;
const opener = /^(the|a|an|this|that|these|those|all|both|my|your|its|it|them|up|on|off|out|down|teh|hte)$/;

/**
 * The frequent verb that a word at the beginning of a clause is meant to be: "plce the cup", "trun on the lamp". A
 * letter is missing, doubled, or changed places with its neighbour; other slips give too many other words.
 */
export function mistypedVerb(words: readonly Word[], index: number): string | undefined {
  const [before, word, next] = [words[index - 1], words[index], words[index + 1]];
  if (word === undefined || next?.breakBefore !== 'none' || !opener.test(next.text)) return undefined;
  const isFirst = word.breakBefore !== 'none' || beginning.test(before?.text ?? '');
  return isFirst ? frequentVerbs.find((verb) => isSlip(word.text, verb)) : undefined;
}

function isSlip(typed: string, verb: string): boolean {
  if (typed.length < 2 || Math.abs(typed.length - verb.length) > 1) return false;
  let same = 0;
  while (same < typed.length && typed[same] === verb[same]) same += 1;
  const [typedRest, verbRest] = [typed.slice(same), verb.slice(same)];
  if (typed.length < verb.length) return typedRest === verbRest.slice(1);
  if (typed.length > verb.length) return typed[same] === typed[same - 1] && typedRest.slice(1) === verbRest;
  const [first = '', second = ''] = verbRest;
  return typedRest === `${second}${first}${verbRest.slice(2)}`;
}

/** "the pan an put it in the sink": before a consonant, "an" is no article. */
export function isMeantAnd(words: readonly Word[], index: number): boolean {
  const [before, word, next] = [words[index - 1], words[index], words[index + 1]];
  if (word?.text !== 'an' || before === undefined || next?.breakBefore !== 'none') return false;
  return /^[^aeiou]/.test(next.text) && opener.test(words[index + 2]?.text ?? '');
}

import { pouringNouns, toolNouns } from '../data/nouns.js';
import { fillingVerbs } from '../data/verbs.js';
import type { Argument, Clause } from './clauses.js';
import type { TaggedWord } from './tag.js';

/** "water" of "fill the cup with water", "the plates" of "load the rack with the plates"; a spoon or a jug is a tool there. */
export function isContentOf(
  { phrase, words: preposition }: Argument,
  { verb }: Clause,
  words: readonly TaggedWord[],
): boolean {
  const spoken = words[phrase.end - 1]?.text ?? '';
  const isTool = toolNouns.includes(spoken) || pouringNouns.includes(spoken);
  return preposition === 'with' && !isTool && fillingVerbs.includes(verb?.lemma ?? '');
}

/** Content is looked for among the last arguments only: a bound, so that time stays linear whatever the text. */
const lastArguments = 4;

/** Whether an argument is what something else is brought into: "the cup" of "fill the cup with water". */
export function isFilled({ preposition }: Argument, clause: Clause, words: readonly TaggedWord[]): boolean {
  return (
    preposition === null &&
    fillingVerbs.includes(clause.verb?.lemma ?? '') &&
    clause.arguments.slice(-lastArguments).some((argument) => isContentOf(argument, clause, words))
  );
}

import { contactVerbs } from '../data/verbs.js';
import { isBareSide } from './argument.js';
import type { Clause } from './clauses.js';
import type { TaggedWord } from './tag.js';

/** "push down on the lever", "knock at the door": what is pushed or knocked, where nothing else is. */
export function takeActedOn(clause: Clause, words: readonly TaggedWord[]): Clause {
  const { verb, hasPronoun, arguments: all } = clause;
  const [first, ...rest] = all;
  if (first === undefined || hasPronoun || !contactVerbs.includes(verb?.lemma ?? '')) return clause;
  const isContact = /^(on|upon|down on|against|at)$/.test(first.words) && first.region === null;
  const isOnly = rest.every(({ preposition }) => preposition !== null);
  if (!isContact || !isOnly || isBareSide(first, words)) return clause;
  return { ...clause, arguments: [{ ...first, preposition: null, words: '' }, ...rest] };
}

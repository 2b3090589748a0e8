import { attributeNouns, toolNouns } from '../data/nouns.js';
import { choosingVerbs, pairingVerbs, toolVerbs } from '../data/verbs.js';
import { headOf, isBareSide } from './argument.js';
import type { Argument, Clause } from './clauses.js';
import type { NounPhrase } from './noun-phrase.js';
import type { TaggedWord } from './tag.js';

/**
 * Whether an argument tells the object before it apart, rather than being an object of its own.
 *
 * @param goal - index of the argument that says where the moved object goes; -1 where nothing is moved.
 */
export function describes(
  argument: Argument,
  index: number,
  goal: number,
  clause: Clause,
  words: readonly TaggedWord[],
): boolean {
  const { preposition, isJoined, isRelative, phrase } = argument;
  if (preposition === null) return isRelative;
  if (isRelative || preposition === 'part') return true;
  if (isJoined) return false;
  if (preposition === 'source')
    return namesRegion(phrase, words) && argument.region === null && choosesBySide(clause);
  if (preposition === 'tool') return !isTool(argument, clause, words);
  if (goal >= 0) return index !== goal && !(argument.words === 'to' && isBareSide(argument, words));
  const { verb } = clause;
  if (preposition !== 'goal')
    return verb?.kind !== 'other' || !isBareSide(argument, words) || choosesBySide(clause);
  if (isBareSide(argument, words)) return choosesBySide(clause);
  return (
    argument.region !== null || (verb?.kind === 'operate' && /^(over|above|across)$/.test(argument.words))
  );
}

/** "pick up the block to the right" tells which block; "fold the cloth to the right" tells where to. */
function choosesBySide({ verb }: Clause): boolean {
  return verb === null || choosingVerbs.includes(verb.lemma);
}

/** "from the left", "from table center": the last word is a side. */
function namesRegion({ end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const head = words[end - 1];
  return head?.classes.has('region') === true && !head.classes.has('thing');
}

function isTool(
  { phrase, words: preposition }: Argument,
  { verb }: Clause,
  words: readonly TaggedWord[],
): boolean {
  if (preposition !== 'with') return true;
  const head = headOf(phrase, words);
  if (verb === null || (attributeNouns.includes(head) && !pairingVerbs.includes(verb.lemma))) return false;
  return (
    (verb.kind === 'other' && !choosingVerbs.includes(verb.lemma)) ||
    pairingVerbs.includes(verb.lemma) ||
    toolVerbs.includes(verb.lemma) ||
    toolNouns.includes(head) ||
    verb.kind === 'operate'
  );
}

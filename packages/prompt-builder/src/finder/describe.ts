import { attributeNouns, operatedParts, toolNouns } from '../data/nouns.js';
import { choosingVerbs, exchangingVerbs, pairingVerbs, toolVerbs } from '../data/verbs.js';
import { headOf, isBareSide, isWay } from './argument.js';
import { type Argument, type Clause, isLight } from './clauses.js';
import type { NounPhrase } from './noun-phrase.js';
import { isOrdinal } from './ordinal.js';
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
  const isExchanged = argument.words === 'for' && exchangingVerbs.includes(clause.verb?.lemma ?? '');
  if (isRelative || preposition === 'part') return isRelative || !isExchanged;
  if (argument.region !== null && isLight(argument.region, words)) return false;
  if (isJoined || isLyingSide(argument, words)) return false;
  if (preposition === 'source')
    return (
      namesRegion(phrase, words) && argument.region === null && countsFromSide(index, goal, clause, words)
    );
  if (preposition === 'tool') return !isTool(argument, clause, words);
  if (goal >= 0) {
    // "along the wall into the corner".
    const isToSide = /^(to|into|towards?)$/.test(argument.words) && isBareSide(argument, words);
    if (followsRegionOfSurface(index, clause, words) || isSpotBeside(index, clause, words)) return false;
    return index !== goal && !isWay(argument) && !isToSide;
  }
  const { verb } = clause;
  if (preposition !== 'goal')
    return verb?.kind !== 'other' || !isBareSide(argument, words) || choosesBySide(clause);
  if (isBareSide(argument, words)) return choosesBySide(clause);
  return (
    argument.region !== null || (verb?.kind === 'operate' && /^(over|above|across)$/.test(argument.words))
  );
}

/** "on the left side of the table, next to the pot": the table is where everything stands, so the pot tells where to. */
function followsRegionOfSurface(
  index: number,
  { arguments: all }: Clause,
  words: readonly TaggedWord[],
): boolean {
  const before = all[index - 1];
  const isRegion = before !== undefined && before.region !== null && before.preposition !== 'source';
  return isRegion && /^(table|desk|counter|board|countertop|tabletop)$/.test(headOf(before.phrase, words));
}

/** "on its side", "on their backs": how it lies. */
function isLyingSide(argument: Argument, words: readonly TaggedWord[]): boolean {
  return isBareSide(argument, words) && /^(its|their)$/.test(words[argument.phrase.first]?.text ?? '');
}

/** "in the corner near the sink", "on the far edge next to the pot": where to, and no which. */
function isSpotBeside(index: number, { arguments: all }: Clause, words: readonly TaggedWord[]): boolean {
  const [argument, next] = [all[index], all[index + 1]];
  if (argument === undefined || next?.preposition !== 'beside' || !isBareSide(argument, words)) return false;
  return /^(edge|corner|center|centre)$/.test(headOf(argument.phrase, words));
}

/** "pick up the block to the right" tells which block; "fold the cloth to the right" tells where to. */
export function choosesBySide({ verb }: Clause): boolean {
  return verb === null || choosingVerbs.includes(verb.lemma);
}

/**
 * "put the cup from the left on the plate" and "push the second cup from the left" tell which cup; "push the cup from
 * the left to the right" tells the way it goes.
 */
function countsFromSide(index: number, goal: number, clause: Clause, words: readonly TaggedWord[]): boolean {
  // "press the button from the top" tells how it is pressed.
  if (choosesBySide(clause) && clause.verb?.lemma !== 'press') return true;
  // "slide the cup away from the edge into the box" tells where the cup comes from.
  if (clause.arguments[index]?.words !== 'from') return false;
  const [before, place] = [clause.arguments[index - 1], clause.arguments[goal]];
  if (before !== undefined && hasOrdinal(before.phrase, words)) return true;
  // "from the left to the right hand".
  const isHand = words[(place?.phrase.end ?? 0) - 1]?.classes.has('robot') === true;
  return index < goal && place !== undefined && place.region === null && !isHand && !isBareSide(place, words);
}

function hasOrdinal({ first, end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  return words.slice(first, end).some(({ text }) => isOrdinal(text));
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
  if (verb.kind === 'operate' && isPartOfOperated(phrase, words)) return false;
  return (
    (verb.kind === 'other' && !choosingVerbs.includes(verb.lemma)) ||
    pairingVerbs.includes(verb.lemma) ||
    toolVerbs.includes(verb.lemma) ||
    toolNouns.includes(head) ||
    verb.kind === 'operate'
  );
}

/** "open the door with the push bar", "close the drawer with the forks"; but "open the door with the key". */
function isPartOfOperated(phrase: NounPhrase, words: readonly TaggedWord[]): boolean {
  const head = headOf(phrase, words);
  const spoken = words[phrase.end - 1]?.text ?? '';
  return operatedParts.includes(head) || (spoken !== head && !toolNouns.includes(spoken));
}

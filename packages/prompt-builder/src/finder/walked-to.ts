import { lettingGoVerbs, reachingVerbs, turningVerbs } from '../data/verbs.js';
import { isBareSide, isPlace } from './argument.js';
import type { Clause } from './clauses.js';
import { isAdverbial, isMadeShape } from './no-object.js';
import type { TaggedWord } from './tag.js';

/**
 * Which clauses only say where to go for what follows: "go to the table and grab the cup" lets nothing go at the table.
 * "take the cup, go to the sink and drop it" does.
 *
 * @returns one flag per clause.
 */
export function findWaysThere(clauses: readonly Clause[], words: readonly TaggedWord[]): readonly boolean[] {
  const found: boolean[] = [];
  let isDoneElsewhere = false;
  // From the end, so that each clause is looked at once.
  for (const clause of clauses.toReversed()) {
    const isGoing = goesSomewhere(clause, words);
    found.push(isGoing && isDoneElsewhere);
    if (!isGoing && actsOnSomething(clause, words)) isDoneElsewhere = !letsGo(clause, words);
  }
  return found.reverse();
}

/** "walk to the door", "approach the shelf", "move the arm over the cup"; "drive the car to the box" moves a car. */
function goesSomewhere({ verb, hasPronoun, arguments: all }: Clause, words: readonly TaggedWord[]): boolean {
  if (verb === null || hasPronoun || /^(be|belong)$/.test(verb.lemma)) return false;
  if (reachingVerbs.includes(verb.lemma)) return true;
  const isRobots = all.every(
    ({ preposition, phrase }) => preposition !== null || words[phrase.end - 1]?.classes.has('robot') === true,
  );
  return isRobots && (verb.kind === 'go' || turningVerbs.includes(verb.lemma));
}

/** Whether a clause does something with a thing, beside saying where. */
function actsOnSomething(clause: Clause, words: readonly TaggedWord[]): boolean {
  const { verb, hasPronoun, arguments: all } = clause;
  if (verb === null || verb.kind === 'go' || verb.kind === 'talk') return false;
  if (hasPronoun) return true;
  return all.some((argument) => {
    const classes = words[argument.phrase.end - 1]?.classes;
    const isNothing = classes?.has('nothing') === true && !classes.has('thing');
    const isOther = isNothing || isAdverbial(argument, clause, words) || isMadeShape(argument, clause, words);
    return argument.preposition === null && !isOther;
  });
}

/** "put it down", "drop the cup": no other place is named, so that it is where one went. */
function letsGo({ verb, arguments: all }: Clause, words: readonly TaggedWord[]): boolean {
  const hasPlace = all.some((argument) => isPlace(argument) && !isBareSide(argument, words));
  return lettingGoVerbs.includes(verb?.lemma ?? '') && !hasPlace;
}

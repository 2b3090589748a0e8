import { surfaceNouns } from '../data/nouns.js';
import { standingPrepositions } from '../data/prepositions.js';
import { givingVerbs, standingVerbs } from '../data/verbs.js';
import { headOf, isBareSide, isPlace, isWay } from './argument.js';
import type { Argument, Clause } from './clauses.js';
import { isAdverbial, isMadeShape } from './no-object.js';
import type { TaggedWord } from './tag.js';

/**
 * "put the apple in the basket and the pear in the box": the verb is said once and meant twice, so the clause is cut
 * before a joined object that follows a place and has a place after it.
 */
export function splitGapping(clause: Clause, words: readonly TaggedWord[]): readonly Clause[] {
  const { arguments: all } = clause;
  const lastPlace = all.findLastIndex((argument) => isPlace(argument) && !argument.isJoined);
  const parts: Argument[][] = [[]];
  let hasPlace = false;
  all.forEach((argument, index) => {
    // "in the pot or the pan on the stove" names two places.
    const isChoice = words[argument.phrase.first - 1]?.text === 'or';
    const isCut =
      !isChoice &&
      all[index - 1]?.preposition !== 'between' &&
      argument.isJoined &&
      argument.preposition === null &&
      hasPlace &&
      index < lastPlace;
    if (isCut) parts.push([{ ...argument, isJoined: false }]);
    else parts.at(-1)?.push(argument);
    hasPlace = isPlace(argument) || (hasPlace && !isCut);
  });
  return parts.map((list, index) => ({
    ...clause,
    hasPronoun: index === 0 && clause.hasPronoun,
    arguments: list,
  }));
}

/** Index of the argument that says where the moved object goes; -1 where the verb moves nothing. */
export function findGoal(clause: Clause, words: readonly TaggedWord[]): number {
  const { verb, arguments: all, hasPronoun, hasIndefinite, hasRecipient } = clause;
  if (verb === null) return findStatedGoal(all, words);
  if (verb.kind !== 'move' && verb.kind !== 'go') return -1;
  if ((hasRecipient || hasTwoObjects(all)) && givingVerbs.includes(verb.lemma)) return -1;
  const places = findPlaces(clause, words);
  const isReal = (index: number) => {
    const argument = all[index];
    return argument !== undefined && !isBareSide(argument, words);
  };
  const real = places
    .filter(isReal)
    .filter((index, place, list) => !isSideOfGoal(all[list[place - 1] ?? -1], all[index], clause));
  const [first, second] = real;
  if (first === undefined) return places.at(-1) ?? -1;
  // "slide the cup on the tray to the left": the tray tells which cup.
  const isMovedAside = all[first]?.preposition === 'place' && isSideways(all[first + 1], words);
  if (isMovedAside && !standingVerbs.includes(verb.lemma) && all[first - 1]?.preposition === null)
    return first + 1;
  const tellsGoal = tellsWhereItStands(all[first], all[second ?? first], clause);
  const toward = findToward(tellsGoal ? [first] : real, all);
  if (toward !== undefined) return toward;
  const hasTarget = hasPronoun || all.slice(0, first).some(({ preposition }) => preposition === null);
  // "reach for the handle above the sink": who goes somewhere is told where once.
  if (verb.kind === 'go' && first > 0 && all[0]?.preposition !== 'source') return -1;
  if (second === undefined || (hasPronoun && !hasIndefinite) || !hasTarget) return first;
  return tellsGoal || describesGoal(all[first], all[second], words) ? first : second;
}

/** "hand the nurse the gauze": somebody is given something. */
function hasTwoObjects([first, second]: readonly Argument[]): boolean {
  if (first?.preposition !== null || second?.preposition !== null) return false;
  return !second.isJoined && !second.isRelative;
}

/** "to the left", and nothing's left. */
function isSideways(argument: Argument | undefined, words: readonly TaggedWord[]): boolean {
  if (argument?.words !== 'to' || !isBareSide(argument, words)) return false;
  return /^(left|right|front|back)$/.test(headOf(argument.phrase, words));
}

/** "stack the cube on the block to the left of the bowl": it tells which block. */
function isSideOfGoal(goal: Argument | undefined, place: Argument | undefined, { verb }: Clause): boolean {
  if (goal?.preposition !== 'place' || goal.region !== null || place?.words !== 'to' || place.region === null)
    return false;
  const isPut = verb?.lemma === 'stack' || standingVerbs.includes(verb?.lemma ?? '');
  return isPut && /^(on|in|inside|on top of)$/.test(goal.words);
}

/** "across the floor to the door": the way comes before the goal. */
function findToward(places: readonly number[], all: readonly Argument[]): number | undefined {
  const toward = places.filter((index) => all[index]?.preposition === 'goal');
  return toward.find((index) => !isWay(all[index])) ?? toward[0];
}

/** "put the cup on the shelf above the stove" tells which shelf; "push the bowl on the table against the wall" tells where to. */
function tellsWhereItStands(
  first: Argument | undefined,
  second: Argument | undefined,
  { verb }: Clause,
): boolean {
  return (
    first !== second &&
    first?.preposition === 'place' &&
    standingPrepositions.includes(second?.words ?? '') &&
    standingVerbs.includes(verb?.lemma ?? '')
  );
}

/** Indices of the arguments that may say where something goes. */
function findPlaces(clause: Clause, words: readonly TaggedWord[]): readonly number[] {
  const isCandidate = (argument: Argument) =>
    isPlace(argument) &&
    !argument.isRelative &&
    !argument.isJoined &&
    !isAdverbial(argument, clause, words) &&
    !isMadeShape(argument, clause, words);
  const places = clause.arguments.flatMap((argument, index) => (isCandidate(argument) ? [index] : []));
  // "collect the cups next to the sink" tells which cups.
  const isCollected = /^(collect|gather)$/.test(clause.verb?.lemma ?? '');
  // "put the cup in your hand on the table", "move the cup closest to the wall to the left".
  const apart = places.filter(
    (index) =>
      !(isCollected && clause.arguments[index]?.preposition === 'beside') &&
      !isRobot(clause.arguments[index], words) &&
      !/^(clos|near|furth|farth)est /.test(clause.arguments[index]?.words ?? ''),
  );
  return apart.length === 0 && !isCollected ? places : apart;
}

/** A state names so many things at most before the place: a bound, so that time stays linear whatever the text. */
const mostStated = 6;

/**
 * "ball in net", "cup on table": without verb and articles, a state that is to be reached. "the cup on the table" names
 * a cup.
 */
function findStatedGoal(all: readonly Argument[], words: readonly TaggedWord[]): number {
  const [last, place] = [all.length - 1, all.at(-1)];
  if (last < 1 || last > mostStated || place === undefined || !isPlace(place)) return -1;
  // "deck of cards and dice in box".
  const areThings = all
    .slice(0, last)
    .every(({ preposition, isJoined }, index) => preposition === (index > 0 && !isJoined ? 'part' : null));
  const isStated = !place.isRelative && !isBareSide(place, words);
  return areThings && isStated && !all.some((argument) => hasArticle(argument, words)) ? last : -1;
}

function hasArticle({ phrase }: Argument, words: readonly TaggedWord[]): boolean {
  return /^(the|teh|hte|an?|this|that|these|those)$/.test(words[phrase.first]?.text ?? '');
}

function isRobot(argument: Argument | undefined, words: readonly TaggedWord[]): boolean {
  const classes = words[(argument?.phrase.end ?? 0) - 1]?.classes;
  return argument?.region === null && classes?.has('robot') === true && !classes.has('thing');
}

/** Whether the second of two places describes the first: "on the counter next to the sink", "in the box on the table". */
function describesGoal(
  first: Argument | undefined,
  second: Argument | undefined,
  words: readonly TaggedWord[],
): boolean {
  if (first === undefined || second === undefined) return true;
  const isSurface = ({ phrase }: Argument) => surfaceNouns.includes(headOf(phrase, words));
  if (first.preposition === 'place' && !isSurface(first)) return true;
  if (second.preposition === 'beside' || second.preposition === 'between')
    return first.preposition === 'place';
  return isSurface(second);
}

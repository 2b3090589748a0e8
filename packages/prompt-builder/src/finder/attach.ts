import { attributeNouns, controlNouns, madeShapes, surfaceNouns, toolNouns } from '../data/nouns.js';
import { choosingVerbs, shapingVerbs, toolVerbs } from '../data/verbs.js';
import { type Argument, type Clause, isRegion } from './clauses.js';
import { singularOf } from './inflection.js';
import type { NounPhrase } from './noun-phrase.js';
import type { TaggedWord } from './tag.js';

/** What an object is to the task. */
export type Role = 'target' | 'destination' | 'reference' | 'fixture';

/** A noun phrase that may be an object, with the words that tell it apart. */
export interface Mention {
  readonly phrase: NounPhrase;
  /** The side of it that is named: "the left side" of "the left side of the plate". */
  readonly region: NounPhrase | null;
  /** Words of the preposition before it. */
  readonly words: string;
  /** Index after its last word, what describes it included: "bowl next to the plate". */
  readonly end: number;
  readonly role: Role;
  /** Whether "and" ties it to the mention before. */
  readonly isJoined: boolean;
  /** Number of its clause. */
  readonly clause: number;
  /** Whether its clause has a verb. */
  readonly hasVerb: boolean;
}

type Growing = { -readonly [Key in keyof Mention]: Mention[Key] };

/** Decides which places describe an object and which are objects of their own. */
export function attach(clauses: readonly Clause[], words: readonly TaggedWord[]): readonly Mention[] {
  return clauses.flatMap(splitGapping).flatMap((clause, index) => attachClause(clause, index, words));
}

/** "put the apple in the basket and the pear in the box": the verb is said once and meant twice. */
function splitGapping(clause: Clause): readonly Clause[] {
  const { arguments: all } = clause;
  const start = all.findIndex(
    ({ isJoined, preposition }, index) =>
      isJoined &&
      preposition === null &&
      all.slice(0, index).some(isPlace) &&
      all.slice(index + 1).some((later) => isPlace(later) && !later.isJoined),
  );
  if (start < 0) return [clause];
  const [first, ...rest] = all.slice(start);
  if (first === undefined) return [clause];
  return [
    { ...clause, arguments: all.slice(0, start) },
    ...splitGapping({ ...clause, hasPronoun: false, arguments: [{ ...first, isJoined: false }, ...rest] }),
  ];
}

function attachClause(spoken: Clause, number: number, words: readonly TaggedWord[]): readonly Mention[] {
  const clause = operatesControl(spoken, words)
    ? { ...spoken, verb: { lemma: spoken.verb?.lemma ?? '', kind: 'operate' as const } }
    : spoken;
  const mentions: Growing[] = [];
  const goal = findGoal(clause, words);
  let isDescribing = false;
  clause.arguments.forEach((argument, index) => {
    const last = mentions.at(-1);
    const before = clause.arguments[index - 1];
    if (argument.isJoined && argument.preposition === null && before?.preposition === 'between') {
      if (isDescribing && last !== undefined) last.end = endOf(argument);
      else mentions.push(mentionOf(argument, 'reference', clause, number));
      return;
    }
    if (isAdverbial(argument, words) || isMadeShape(argument, clause, words)) return;
    isDescribing = last !== undefined && describes(argument, index, goal, clause, words);
    if (isDescribing && last !== undefined) last.end = endOf(argument);
    else if (!isBareSide(argument, words))
      mentions.push(mentionOf(argument, roleOf(argument, index, clause, last), clause, number));
  });
  return mentions;
}

function mentionOf(argument: Argument, role: Role, { verb }: Clause, clause: number): Growing {
  const { phrase, region, words, isJoined } = argument;
  return { phrase, region, words, end: endOf(argument), role, isJoined, clause, hasVerb: verb !== null };
}

/** "by 90 degrees", "in half", "with care": a measure or manner, which neither is an object nor tells one apart. */
function isAdverbial(argument: Argument, words: readonly TaggedWord[]): boolean {
  const { phrase, preposition } = argument;
  if (preposition === null) return false;
  const spoken = words
    .slice(phrase.first, phrase.end)
    .map(({ text }) => text)
    .join(' ');
  if (/^(each other|one another|each)$/.test(spoken)) return true;
  if (argument.words === 'by' && attributeNouns.includes(headOf(phrase, words))) return true;
  if (preposition === 'part') return argument.words === 'for' && !phrase.hasNoun;
  const classes = words[phrase.end - 1]?.classes;
  return classes?.has('nothing') === true && !classes.has('thing') && !classes.has('region');
}

/** "cut it into slices", "build a tower": what comes of the work is not there yet. */
function isMadeShape(argument: Argument, { verb }: Clause, words: readonly TaggedWord[]): boolean {
  if (verb === null || argument.region !== null || !madeShapes.includes(headOf(argument.phrase, words)))
    return false;
  if (argument.preposition === null)
    return /^(make|build|form|create|construct|draw|write)$/.test(verb.lemma);
  return (
    /^(into|in)$/.test(argument.words) &&
    shapingVerbs.includes(verb.lemma) &&
    !isDefinite(argument.phrase, words)
  );
}

function isDefinite({ first }: NounPhrase, words: readonly TaggedWord[]): boolean {
  return words[first]?.text === 'the';
}

function headOf({ end }: NounPhrase, words: readonly TaggedWord[]): string {
  return singularOf(words[end - 1]?.text ?? '');
}

/** "push a button on the machine", "slide the door": the thing stays where it is. */
function operatesControl({ verb, arguments: all }: Clause, words: readonly TaggedWord[]): boolean {
  const target = all.find(({ preposition }) => preposition === null);
  if (verb === null || target === undefined || !/^(push|pull|slide|move|lower|flick|swing)$/.test(verb.lemma))
    return false;
  return controlNouns.includes(headOf(target.phrase, words));
}

function endOf({ phrase, tail }: Argument): number {
  return tail ?? phrase.end;
}

/** A side without the thing whose side it is: "to the left". */
function isBareSide({ phrase, region, preposition }: Argument, words: readonly TaggedWord[]): boolean {
  return region === null && preposition !== null && isRegion(phrase, words);
}

function isPlace({ preposition }: Argument): boolean {
  return (
    preposition === 'goal' || preposition === 'place' || preposition === 'beside' || preposition === 'between'
  );
}

/** Index of the argument that says where the moved object goes; -1 where the verb moves nothing. */
function findGoal({ verb, arguments: all, hasPronoun }: Clause, words: readonly TaggedWord[]): number {
  if (verb === null || (verb.kind !== 'move' && verb.kind !== 'go')) return -1;
  const isCandidate = (argument: Argument) => isPlace(argument) && !argument.isRelative && !argument.isJoined;
  const places = all.flatMap((argument, index) => (isCandidate(argument) ? [index] : []));
  const isReal = (index: number) => {
    const argument = all[index];
    return argument !== undefined && !isBareSide(argument, words);
  };
  const real = places.filter(isReal);
  const [first, second] = real;
  if (first === undefined) return places.at(-1) ?? -1;
  const toward = real.find((index) => all[index]?.preposition === 'goal');
  if (toward !== undefined) return toward;
  const hasTarget = hasPronoun || all.slice(0, first).some(({ preposition }) => preposition === null);
  if (second === undefined || hasPronoun || !hasTarget) return first;
  return describesGoal(all[first], all[second], words) ? first : second;
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

function describes(
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
  if (preposition !== 'goal') return true;
  const { verb } = clause;
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
  if (verb === null || (attributeNouns.includes(head) && verb.lemma !== 'cover' && verb.lemma !== 'close'))
    return false;
  return toolVerbs.includes(verb.lemma) || toolNouns.includes(head) || verb.kind === 'operate';
}

function roleOf(argument: Argument, index: number, clause: Clause, last: Growing | undefined): Role {
  const { preposition, region, isJoined } = argument;
  const { verb, arguments: all } = clause;
  if (preposition === null) {
    const isNewTarget = all.slice(index + 1).some((later) => isPlace(later));
    if (isJoined && last !== undefined && !isNewTarget) return last.role;
    return isFixture(clause) ? 'fixture' : 'target';
  }
  if (preposition === 'tool') return 'target';
  if (preposition === 'source' || preposition === 'beside' || preposition === 'between') return 'reference';
  if (verb === null) return 'reference';
  return region === null ? 'destination' : 'reference';
}

function isFixture({ verb }: Clause): boolean {
  return verb?.kind === 'operate';
}

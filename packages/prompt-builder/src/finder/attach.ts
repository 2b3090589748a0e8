import { levels, regionsWithin } from '../data/regions.js';
import { matchingVerbs } from '../data/verbs.js';
import { takeActedOn } from './acted-on.js';
import { endOf, headOf, isBareSide, isPlace } from './argument.js';
import { belongsToPart, tellsPerson } from './belonging.js';
import { carries } from './carries.js';
import { type Argument, type Clause, isRegion } from './clauses.js';
import { operatesControl, turnsOver } from './control.js';
import { choosesBySide, describes } from './describe.js';
import { isContentOf, isFilled } from './filling.js';
import { withFrontedVerbs } from './fronted.js';
import { findGoal, splitGapping } from './goal.js';
import { withJoinedSources } from './joined-sources.js';
import { isAdverbial, isMadeShape } from './no-object.js';
import type { NounPhrase } from './noun-phrase.js';
import { headIndex } from './object-at.js';
import { tellsPosture } from './posture.js';
import { meantAgain } from './pronoun.js';
import type { TaggedWord } from './tag.js';
import { splitTelegram } from './telegram.js';
import { findWaysThere } from './walked-to.js';
import { isWorkedFrom } from './worked-from.js';

/** What an object can be to the task: moved, where it is moved to, only mentioned, or opened, pressed or turned. */
export const roles = ['target', 'destination', 'reference', 'fixture'] as const;

/** What an object is to the task. */
export type Role = (typeof roles)[number];

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
  /** Whether the hand holds it to act on what is named with it. */
  readonly isHeld: boolean;
  /** Whether the hand takes it or moves it, rather than acting on it where it is. */
  readonly isTaken: boolean;
  /** Whether what is named with it is brought into it: the cup of "fill the cup with water". */
  readonly isFilled: boolean;
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
  const whole = clauses.map((clause) => splitTelegram(withJoinedSources(clause, words), words));
  const parts = withFrontedVerbs(whole.flatMap((clause) => splitGapping(clause, words)));
  const waysThere = findWaysThere(parts, words);
  const mentions: Mention[] = [];
  parts.forEach((clause, index) => {
    const again = meantAgain(clause, index, mentions, waysThere[mentions.at(-1)?.clause ?? -1] === true);
    if (again !== null) mentions.push(again);
    const own = attachClause(clause, index, words);
    mentions.push(...(waysThere[index] === true ? own.map(asWalkedTo) : own));
  });
  return mentions;
}

/** A place that one only goes to, and a thing that one only goes up to. */
function asWalkedTo(mention: Mention): Mention {
  const isPlaceToGo = mention.role === 'destination' || (mention.role === 'target' && mention.words === '');
  return isPlaceToGo ? { ...mention, role: 'reference', isTaken: false } : mention;
}

function attachClause(said: Clause, number: number, words: readonly TaggedWord[]): readonly Mention[] {
  const spoken = takeActedOn(said, words);
  const clause = withKind(spoken, words);
  if (spoken.verb?.kind === 'talk') return [];
  const mentions: Growing[] = [];
  const goal = findGoal(clause, words);
  const lastPlace = clause.arguments.findLastIndex(isPlace);
  let isDescribing = false;
  let isDropped = false;
  clause.arguments.forEach((argument, index) => {
    const last = mentions.at(-1);
    const before = clause.arguments[index - 1];
    if (argument.isJoined && argument.preposition === null && before?.preposition === 'between') {
      if (isDescribing && last !== undefined) last.end = endOf(argument);
      else mentions.push(mentionOf(argument, 'reference', clause, number, words));
      return;
    }
    // "for our picnic please pick up the basket".
    if (clause.verb === null && argument.words === 'for' && index === 0) return;
    if (isDescribing && last !== undefined && belongsToPart(argument, before)) {
      last.end = endOf(argument);
      return;
    }
    if (tellsPerson(index, goal, clause, words) || tellsPosture(argument, index, goal, words)) return;
    // "as part of our routine", "in preparation for the visit".
    const isOfDropped = isDropped && argument.preposition === 'part';
    isDropped = isOfDropped || isAdverbial(argument, clause, words);
    // "that is different from all others".
    if (isDropped && argument.isRelative && last !== undefined) last.end = endOf(argument);
    if (isDropped || isMadeShape(argument, clause, words)) return;
    isDescribing =
      last !== undefined &&
      canBeDescribed(last, argument, words) &&
      describes(argument, index, goal, clause, words);
    if (isDescribing && last !== undefined) last.end = endOf(argument);
    else if (!isBareSide(argument, words)) {
      const role = tellsWhich(argument, index, goal, clause)
        ? 'reference'
        : roleOf(argument, index < lastPlace, clause, last, words);
      mentions.push(mentionOf(argument, role, clause, number, words));
    }
  });
  return mentions;
}

/** The clause with what its verb does to its object: "push" operates a button, "turn over" takes a cup. */
function withKind(clause: Clause, words: readonly TaggedWord[]): Clause {
  const lemma = clause.verb?.lemma ?? '';
  if (operatesControl(clause, words)) return { ...clause, verb: { lemma, kind: 'operate' } };
  return turnsOver(clause, words) ? { ...clause, verb: { lemma, kind: 'other' } } : clause;
}

/** "turn the heat down on the burner": the burner is not which heat, but what is asked about. */
function canBeDescribed({ phrase, end }: Growing, argument: Argument, words: readonly TaggedWord[]): boolean {
  // "turn the lights on in the hallway".
  const place = (argument.region ?? argument.phrase).first - argument.words.split(' ').length;
  if (end < place && /^(on|off|up|down|out|over|away)$/.test(words[end]?.text ?? '')) return false;
  const classes = words[headIndex(phrase, words)]?.classes;
  // "make a left at the corner".
  if (words[phrase.first]?.text === 'a' && isRegion(phrase, words)) return false;
  // "the arms of the eyeglasses".
  if (argument.words === 'of' && classes?.has('robot') === true) return true;
  return classes === undefined || classes.has('thing') || !(classes.has('nothing') || classes.has('robot'));
}

function mentionOf(
  argument: Argument,
  role: Role,
  clause: Clause,
  number: number,
  tagged: readonly TaggedWord[],
): Growing {
  const { phrase, region, preposition, words, isJoined } = argument;
  const { verb } = clause;
  const isTool = preposition === 'tool' && !matchingVerbs.includes(verb?.lemma ?? '');
  // A source that is a target is what is poured from.
  const isHandled = isTool ? !isContentOf(argument, clause, tagged) : preposition === 'source';
  const isHeld = role === 'target' && isHandled;
  return {
    phrase,
    region,
    words,
    end: endOf(argument),
    role,
    isHeld,
    isTaken: isHeld || (role === 'target' && preposition === null && carries(verb)),
    isFilled: isFilled(argument, clause, tagged),
    isJoined,
    clause: number,
    hasVerb: verb !== null || isStated(clause, tagged),
  };
}

/** "rook in basket", where the basket is known: without a verb, a state that is to be reached. */
function isStated(clause: Clause, words: readonly TaggedWord[]): boolean {
  const place = clause.arguments[findGoal(clause, words)];
  return place !== undefined && words[place.phrase.end - 1]?.classes.has('thing') === true;
}

/** "put everything on the table into the box": the table tells which things, though none is asked about. */
function tellsWhich(argument: Argument, index: number, goal: number, clause: Clause): boolean {
  if (!isPlace(argument) || argument.isJoined || index === goal) return false;
  // "put whatever is dirty in the sink" names no other place, so that one is where it goes.
  const isSaidOfIt = argument.isRelative && (clause.verb?.kind !== 'move' || clause.hasRecipient);
  return goal >= 0 || isSaidOfIt || (clause.hasIndefinite && choosesBySide(clause));
}

function roleOf(
  argument: Argument,
  isNewTarget: boolean,
  clause: Clause,
  last: Growing | undefined,
  words: readonly TaggedWord[],
): Role {
  const { preposition, region, isJoined } = argument;
  if (preposition === null) {
    const isChoice = words[argument.phrase.first - 1]?.text === 'or';
    if (isJoined && last !== undefined && (!isNewTarget || isChoice)) return last.role;
    if (isFilled(argument, clause, words)) return 'destination';
    const isLevel = region !== null && levels.includes(headOf(region, words));
    return isFixture(clause) || isLevel ? 'fixture' : 'target';
  }
  // "take a photo of the vase", "look for the cup".
  if (preposition === 'tool' || preposition === 'part') return 'target';
  if (isWorkedFrom(argument, clause)) return 'target';
  if (preposition === 'source' || preposition === 'beside' || preposition === 'between') return 'reference';
  // "in the sliding cabinet, …" without verb or thing says no more than where.
  if (clause.verb === null && last === undefined) return 'reference';
  return region === null || liesWithin(region, words) ? 'destination' : 'reference';
}

/** What goes on top of a thing, or in its middle, goes to the thing; what goes to its left goes beside it. */
function liesWithin(region: NounPhrase, words: readonly TaggedWord[]): boolean {
  return regionsWithin.includes(headOf(region, words));
}

function isFixture({ verb }: Clause): boolean {
  return verb?.kind === 'operate';
}

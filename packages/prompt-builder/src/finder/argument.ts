import { compoundThings } from '../data/compounds.js';
import { type Argument, isRegion } from './clauses.js';
import { singularOf } from './inflection.js';
import type { NounPhrase } from './noun-phrase.js';
import type { TaggedWord } from './tag.js';

/** The last word of a phrase, in the singular. */
export function headOf({ end }: NounPhrase, words: readonly TaggedWord[]): string {
  return singularOf(words[end - 1]?.text ?? '');
}

/** "the lamp base", "the doll's arm": the noun before tells that it is a part of a thing, and none of the robot's. */
export function isNamedByThing({ body, end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const before = end - 2 >= body ? words[end - 2] : undefined;
  if (before === undefined || before.classes.has('robot')) return false;
  const isOwner = before.text.endsWith("'s") && !/^(robot|arm|gripper|manipulator)'s$/.test(before.text);
  return isOwner || before.classes.has('thing');
}

/** "the drill bits", which are no few bits. */
export function isCompoundThing(phrase: NounPhrase, words: readonly TaggedWord[]): boolean {
  return compoundThings.includes(headOf(phrase, words)) && isNamedByThing(phrase, words);
}

/** Index after the last word of an argument. */
export function endOf({ phrase, tail }: Argument): number {
  return tail ?? phrase.end;
}

/** A side without the thing whose side it is: "to the left". */
export function isBareSide({ phrase, region, preposition }: Argument, words: readonly TaggedWord[]): boolean {
  return region === null && preposition !== null && isRegion(phrase, words);
}

/** Whether an argument says which way something goes: "across the floor". */
export function isWay(argument: Argument | undefined): boolean {
  return /^(across|along|through|past|up|down)$/.test(argument?.words ?? '');
}

/** Whether an argument says where. */
export function isPlace({ preposition }: Argument): boolean {
  return (
    preposition === 'goal' || preposition === 'place' || preposition === 'beside' || preposition === 'between'
  );
}

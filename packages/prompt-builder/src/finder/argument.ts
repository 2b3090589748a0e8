import { type Argument, isRegion } from './clauses.js';
import { singularOf } from './inflection.js';
import type { NounPhrase } from './noun-phrase.js';
import type { TaggedWord } from './tag.js';

/** The last word of a phrase, in the singular. */
export function headOf({ end }: NounPhrase, words: readonly TaggedWord[]): string {
  return singularOf(words[end - 1]?.text ?? '');
}

/** Index after the last word of an argument. */
export function endOf({ phrase, tail }: Argument): number {
  return tail ?? phrase.end;
}

/** A side without the thing whose side it is: "to the left". */
export function isBareSide({ phrase, region, preposition }: Argument, words: readonly TaggedWord[]): boolean {
  return region === null && preposition !== null && isRegion(phrase, words);
}

/** Whether an argument says where. */
export function isPlace({ preposition }: Argument): boolean {
  return (
    preposition === 'goal' || preposition === 'place' || preposition === 'beside' || preposition === 'between'
  );
}

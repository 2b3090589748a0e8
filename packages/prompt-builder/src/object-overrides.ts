import { InspireError } from '@inspire-vla/adapter';
import { type Role, roles } from './finder/attach.js';
import type { InstructionObject } from './finder/object-at.js';

/** An object that a user names for an instruction; what is left out is taken from the text, or guessed from the phrase. */
export type ObjectOverride = { readonly phrase: string } & {
  readonly [Key in Exclude<keyof InstructionObject, 'phrase' | 'earlier'>]?:
    | InstructionObject[Key]
    | undefined;
};

/**
 * Refuses objects that no question can be asked about: questions and answers of several objects are joined by line
 * breaks, so that one inside of a phrase would move all that follow.
 *
 * @throws InspireError `OVERRIDES_INVALID`, naming instruction and phrase.
 */
export function checkOverrides(overrides: Readonly<Record<string, readonly ObjectOverride[]>>): void {
  for (const [instruction, objects] of Object.entries(overrides)) {
    if (!Array.isArray(objects)) throw invalid('the objects are no list', `"${instruction}"`);
    for (const { phrase, role } of objects) {
      const at = `"${instruction}", phrase ${JSON.stringify(phrase)}`;
      if (typeof phrase !== 'string') throw invalid('an object has no phrase', `"${instruction}"`);
      if (phrase.trim() === '') throw invalid('the phrase of an object is blank', at);
      if (/[\n\r\u2028\u2029]/.test(phrase)) throw invalid('the phrase of an object has a line break', at);
      if (role !== undefined && !roles.includes(role)) throw invalid(`there is no role ${role}`, at);
    }
  }
}

function invalid(message: string, at: string): InspireError {
  return new InspireError({
    code: 'OVERRIDES_INVALID',
    message,
    at,
    fix: `give a list of { phrase }, on one line as it shall stand in the question; roles are ${roles.join(', ')}`,
  });
}

/**
 * Fills in what a user left out: role, preposition and span from the same object of the text, where it has one.
 *
 * @param findIn - finds the objects of a text.
 */
export function completeOverride(
  override: ObjectOverride,
  instruction: string,
  findIn: (text: string) => readonly InstructionObject[],
): InstructionObject {
  const { phrase } = override;
  const itself = findIn(phrase)[0]?.head ?? bare(phrase).split(' ').at(-1) ?? phrase;
  const {
    head = itself,
    role = 'target',
    preposition = '',
    start = 0,
    end = 0,
    isHeld,
  } = recognize(phrase, itself, instruction, findIn(instruction));
  return {
    phrase,
    head: override.head ?? head,
    role: override.role ?? role,
    preposition: override.preposition ?? preposition,
    start: override.start ?? start,
    end: override.end ?? end,
    ...((override.isHeld ?? isHeld) ? { isHeld: true } : {}),
  };
}

/** What a text says of an object that a user names. */
function recognize(
  phrase: string,
  head: string,
  instruction: string,
  found: readonly InstructionObject[],
): Partial<InstructionObject> {
  const same =
    found.find((object) => bare(object.phrase) === bare(phrase)) ?? findShorter(phrase, head, found);
  if (same !== undefined) return same;
  const places = placesOf(phrase, instruction);
  for (const [start, end] of places) {
    const around = found.find((object) => object.start < end && object.end > start && object.head === head);
    if (around !== undefined) return { role: around.role, preposition: around.preposition, start, end };
  }
  const [start, end] = places[0] ?? [0, 0];
  // "the stove" of "the bowl on the stove" only tells which bowl.
  const isMark = found.some((object) => object.start < end && object.end > start);
  return { ...(isMark ? { role: 'reference' satisfies Role } : {}), start, end };
}

/** "the button of the stove" is "the button" of a text that has one. */
function findShorter(
  phrase: string,
  head: string,
  found: readonly InstructionObject[],
): InstructionObject | undefined {
  const words = bare(phrase).split(' ');
  const isShorter = (other: string) => other.split(' ').every((word) => words.includes(word));
  const [shorter, ...others] = found.filter(
    (object) => object.head === head && isShorter(bare(object.phrase)),
  );
  return others.length === 0 ? shorter : undefined;
}

/** Without article and case. */
function bare(phrase: string): string {
  return phrase
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^(the|an?) /, '');
}

/** Spans [start, end) of a phrase's words in an instruction, its article included where there is one. */
function placesOf(phrase: string, instruction: string): readonly (readonly [start: number, end: number])[] {
  const words = bare(phrase)
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = `(?<![\\p{L}\\p{N}])(?:(?:the|an?)[\\s_]+)?${words.join('[\\s_]+')}(?![\\p{L}\\p{N}])`;
  return [...instruction.matchAll(new RegExp(pattern, 'giu'))].map(
    ({ 0: text, index }) => [index, index + text.length] as const,
  );
}

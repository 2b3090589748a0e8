import {
  createInstructionLookup,
  createObjectFinder,
  type InstructionObject,
} from '@inspire-vla/prompt-builder';
import type { ObjectOverrides } from './object-overrides.js';

/** An object that a task's questions are about. */
export interface TaskObject {
  readonly phrase: string;
  readonly head: string;
  readonly role: InstructionObject['role'];
  /** Span [start, end) in the instruction; null for an object that the user gave and the instruction does not name. */
  readonly span: readonly [start: number, end: number] | null;
  /** Words of the preposition before it, e.g. "on"; left out where there is none. */
  readonly preposition?: string;
  /** Set where the hand holds it to act on another one: what is wiped with, or poured from. */
  readonly isHeld?: true;
  /** Set where the instruction names it again as something else: what it is before, and until how many objects are named. */
  readonly earlier?: NonNullable<InstructionObject['earlier']>;
  /** The body that the user says it is; null to link it by name. */
  readonly body: string | null;
}

/**
 * Makes the function that gives an instruction's objects: the user's where given, else those found in the text.
 *
 * @throws InspireError `OVERRIDES_INVALID` for a phrase that cannot be asked about.
 */
export function createTaskObjects(
  overrides: ObjectOverrides,
): (instruction: string) => readonly TaskObject[] {
  const finder = createObjectFinder({ overrides });
  const overrideOf = createInstructionLookup(overrides);
  return (instruction) => {
    const given = overrideOf(instruction)?.value;
    return finder.find(instruction).map((object, index) => fromText(object, given?.[index]?.body ?? null));
  };
}

function fromText(
  { phrase, head, role, preposition, start, end, isHeld, earlier }: InstructionObject,
  body: string | null,
): TaskObject {
  const told = {
    ...(preposition === '' ? {} : { preposition }),
    ...(isHeld ? { isHeld } : {}),
    ...(earlier ? { earlier } : {}),
  };
  return { phrase, head, role, ...told, span: end > start ? [start, end] : null, body };
}

import type { Mention, Role } from './attach.js';
import type { InstructionObject } from './object-at.js';
import type { TaggedWord } from './tag.js';

/** What is operated and what is put somewhere keep the role that they are named in first: "put it in the box and close the box". */
const ranks: Readonly<Record<Role, number>> = { reference: 0, destination: 1, fixture: 1, target: 2 };

/**
 * An object after it is named again: "put the bowl on the plate and put the plate in the sink" moves the plate too.
 *
 * Phrase and span stay those of the first mention; the role is the stronger one, and only what takes an object makes a
 * target of it: "stir the pot", after something was put into the pot, leaves it what it was.
 *
 * @param known - the object so far.
 * @param again - what the later mention alone makes of it.
 * @param until - number of objects that are named before the later mention.
 */
export function namedAgain(
  known: InstructionObject,
  again: InstructionObject,
  { isTaken, phrase }: Mention,
  until: number,
  words: readonly TaggedWord[],
): InstructionObject {
  const { role, preposition, isHeld } = again;
  if (ranks[role] <= ranks[known.role] || (role === 'target' && !isTaken)) return known;
  if (isNegated(phrase.first, words)) return known;
  const earlier = { role: known.role, until };
  return { ...known, role, preposition, ...(isHeld ? { isHeld } : {}), earlier };
}

/** "without moving the plate", "do not lift the lid": a few words before say that it is left alone. */
function isNegated(first: number, words: readonly TaggedWord[]): boolean {
  for (let index = first - 1; index >= Math.max(0, first - 4); index -= 1) {
    const { text = '', breakBefore = 'none' } = words[index] ?? {};
    if (/^(without|not|never|avoid|avoiding|cannot)$|n['’]?t$/.test(text)) return true;
    if (breakBefore !== 'none') return false;
  }
  return false;
}

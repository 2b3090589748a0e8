import type { Mention } from './attach.js';
import type { InstructionObject } from './object-at.js';
import type { TaggedWord } from './tag.js';

/** Where an object is in the list, and the clause that names it first. */
export interface Named {
  readonly index: number;
  readonly clause: number;
}

/** A name, and whether it can mean but one of the objects. */
type Name = Named & { readonly isOnly: boolean };

/** What objects were called so far. */
export interface Names {
  readonly byPhrase: Map<string, Name>;
  readonly byHead: Map<string, Name>;
}

/** Remembers an object by its phrase and its head. */
export function addName(
  { byPhrase, byHead }: Names,
  { phrase, head }: InstructionObject,
  named: Named,
): void {
  byPhrase.set(phrase, { ...named, isOnly: true });
  const first = byHead.get(head);
  byHead.set(head, first === undefined ? { ...named, isOnly: true } : { ...first, isOnly: false });
}

/** The name by which an object was named before; "the cup", after an instruction about "the red cup", is that cup. */
export function findName(
  { byPhrase, byHead }: Names,
  { phrase, head }: InstructionObject,
  mention: Mention,
  words: readonly TaggedWord[],
): Name | undefined {
  const same = byPhrase.get(phrase);
  if (same !== undefined || head === 'one' || !isBare(mention, words)) return same;
  const alike = byHead.get(head);
  return alike !== undefined && alike.clause < mention.clause ? alike : undefined;
}

/** An article and a noun. */
function isBare({ phrase: { first, body }, end }: Mention, words: readonly TaggedWord[]): boolean {
  return end === body + 1 && words[first]?.text === 'the' && body === first + 1;
}

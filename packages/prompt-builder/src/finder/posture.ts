import { isPointing } from './after-noun.js';
import type { Chunking } from './chunking.js';
import type { Argument } from './clauses.js';
import type { TaggedWord } from './tag.js';
import { pushTail } from './tail.js';

/** "facing up" of "with the label facing up": which way a part points, and no place. */
export function readPosture({ words, chunks }: Chunking, index: number): number | null {
  const before = chunks.at(-2);
  const isOfPart =
    chunks.at(-1)?.kind === 'noun' && before?.kind === 'preposition' && before.words === 'with';
  return isOfPart && isPointing(words, index) ? pushTail(chunks, index + 2) : null;
}

/** "on the shelf with its label facing up": after the goal, that tells how the moved thing stands there. */
export function tellsPosture(
  { words: preposition, phrase }: Argument,
  index: number,
  goal: number,
  words: readonly TaggedWord[],
): boolean {
  return goal >= 0 && index > goal && preposition === 'with' && isPointing(words, phrase.end);
}

import { attach } from './finder/attach.js';
import { chunk } from './finder/chunk.js';
import { groupClauses } from './finder/clauses.js';
import { type InstructionObject, render } from './finder/render.js';
import { tokenize } from './finder/tokens.js';

/** Options of {@link createObjectFinder}. */
export interface ObjectFinderOptions {
  /** Instructions whose results are remembered; default 10,000. */
  readonly cacheSize?: number;
}

/** Finds the objects of instructions. */
export interface ObjectFinder {
  /** The objects in order of first mention; none for text that names none. Never throws. */
  find(instruction: string): readonly InstructionObject[];
}

/** Text beyond this many characters is no instruction and is not read. */
const longestInstruction = 4000;

/**
 * Makes a finder of the objects that an instruction names: noun phrases with what tells them apart, and their roles.
 *
 * compromise tags the words; chunks, attachment, roles and filters are ours and look at classes of words, not at
 * known sentences.
 *
 * @example
 * ```ts
 * import { createObjectFinder } from '@inspire-vla/prompt-builder';
 *
 * const objects = createObjectFinder().find('put the black bowl on the plate');
 * console.log(objects.map(({ phrase, role }) => `${phrase}: ${role}`));
 * // [ 'the black bowl: target', 'the plate: destination' ]
 * ```
 */
export function createObjectFinder({ cacheSize = 10_000 }: ObjectFinderOptions = {}): ObjectFinder {
  const cache = new Map<string, readonly InstructionObject[]>();
  return {
    find(instruction) {
      const known = cache.get(instruction);
      if (known !== undefined) return known;
      const objects = Object.freeze(findObjects(instruction).map((object) => Object.freeze(object)));
      // A Map keeps the order of insertion, so the first key is the oldest.
      const [oldest] = cache.keys();
      if (cache.size >= cacheSize && oldest !== undefined) cache.delete(oldest);
      if (cacheSize > 0) cache.set(instruction, objects);
      return objects;
    },
  };
}

function findObjects(instruction: string): readonly InstructionObject[] {
  const text = instruction.slice(0, longestInstruction);
  return render(text, attach(groupClauses(chunk(tokenize(text)))));
}

import { attach } from './finder/attach.js';
import { chunk } from './finder/chunk.js';
import { groupClauses } from './finder/clauses.js';
import { isEnglish } from './finder/language.js';
import { createLexicon, type Lexicon, type UserLexicon } from './finder/lexicon.js';
import { type InstructionObject, render } from './finder/render.js';
import { tagWords } from './finder/tag.js';
import { splitWords } from './finder/words.js';

/** Options of {@link createObjectFinder}. */
export interface ObjectFinderOptions {
  /** Instructions whose results are remembered; default 10,000. */
  readonly cacheSize?: number;
  /** Words of your robot's world, beside those that the finder knows. */
  readonly lexicon?: UserLexicon;
}

/** Finds the objects of instructions. */
export interface ObjectFinder {
  /** The objects in order of first mention; none for text that names none. Never throws. */
  find(instruction: string): readonly InstructionObject[];
}

/**
 * Makes a finder of the objects that an instruction names: noun phrases with what tells them apart, and their roles.
 *
 * Words are classed by a lexicon, and by compromise where that lacks them; chunks, attachment, roles and filters look
 * at classes of words, not at known sentences.
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
export function createObjectFinder({
  cacheSize = 10_000,
  lexicon: user,
}: ObjectFinderOptions = {}): ObjectFinder {
  const cache = new Map<string, readonly InstructionObject[]>();
  const lexicon = createLexicon(user);
  return {
    find(instruction) {
      const known = cache.get(instruction);
      if (known !== undefined) return known;
      const objects = Object.freeze(findObjects(instruction, lexicon).map((object) => Object.freeze(object)));
      // A Map keeps the order of insertion, so the first key is the oldest.
      const [oldest] = cache.keys();
      if (cache.size >= cacheSize && oldest !== undefined) cache.delete(oldest);
      if (cacheSize > 0) cache.set(instruction, objects);
      return objects;
    },
  };
}

function findObjects(instruction: string, lexicon: Lexicon): readonly InstructionObject[] {
  const words = tagWords(splitWords(instruction), lexicon);
  if (!isEnglish(instruction, words)) return [];
  return render(attach(groupClauses(chunk(words, lexicon), words), words), words);
}

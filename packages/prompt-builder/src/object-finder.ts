import { attach } from './finder/attach.js';
import { checkLexicon } from './finder/check-lexicon.js';
import { chunk } from './finder/chunk.js';
import { groupClauses } from './finder/clauses.js';
import { isEnglish } from './finder/language.js';
import { createLexicon, type Lexicon, type UserLexicon } from './finder/lexicon.js';
import type { InstructionObject } from './finder/object-at.js';
import { render } from './finder/render.js';
import { tagWords } from './finder/tag.js';
import { splitWords } from './finder/words.js';
import { createInstructionLookup } from './instruction-lookup.js';
import { checkOverrides, completeOverride, type ObjectOverride } from './object-overrides.js';
import { orderAsAuthors } from './order-as-authors.js';

/** Options of {@link createObjectFinder}. */
export interface ObjectFinderOptions {
  /** Instructions whose results are remembered; default 10,000. */
  readonly cacheSize?: number;
  /** Words of your robot's world, beside those that the finder knows. */
  readonly lexicon?: UserLexicon;
  /**
   * What to answer for an instruction, whatever its words: instruction → objects, in order. Case, underscores and the
   * stop at an instruction's end do not count.
   */
  readonly overrides?: Readonly<Record<string, readonly ObjectOverride[]>>;
  /** `mention` (default), or `authors`: the order of the reference's table of LIBERO objects. */
  readonly order?: 'mention' | 'authors';
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
 * @throws InspireError `OVERRIDES_INVALID` for overrides that are no list of objects, a blank phrase, a line break in one,
 * or an unknown role, `LEXICON_INVALID` for what is no single word, or an unknown kind of verb.
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
export function createObjectFinder(options: ObjectFinderOptions = {}): ObjectFinder {
  const { cacheSize = 10_000, overrides = {}, order = 'mention' } = options;
  const cache = new Map<string, readonly InstructionObject[]>();
  checkOverrides(overrides);
  checkLexicon(options.lexicon ?? {});
  const overrideOf = createInstructionLookup(overrides);
  const lexicon = createLexicon(options.lexicon);
  const findIn = (text: string) => findObjects(text, lexicon);
  const search = (instruction: string): readonly InstructionObject[] => {
    const given = overrideOf(instruction)?.value;
    if (given !== undefined) return given.map((override) => completeOverride(override, instruction, findIn));
    const found = findIn(instruction);
    return order === 'authors' ? orderAsAuthors(found) : found;
  };
  return {
    find(instruction) {
      const known = cache.get(instruction);
      if (known !== undefined) return known;
      const objects = Object.freeze(search(instruction).map((object) => Object.freeze(object)));
      // A Map keeps the order of insertion, so the first key is the oldest.
      const [oldest] = cache.keys();
      if (cache.size >= cacheSize && oldest !== undefined) cache.delete(oldest);
      if (cacheSize > 0) cache.set(instruction, objects);
      return objects;
    },
  };
}

function findObjects(instruction: string, lexicon: Lexicon): readonly InstructionObject[] {
  // Of the same length, so that places stay those of the instruction.
  const words = tagWords(splitWords(instruction.replace(/[\r\n]/g, ' ')), lexicon);
  if (!isEnglish(instruction, words)) return [];
  return render(attach(groupClauses(chunk(words, lexicon), words), words), words);
}

import { isNounLike } from './adjectives.js';
import { singularOf } from './inflection.js';
import { mannerLength } from './manner.js';
import { isLateOrdinal } from './ordinal.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/** "move the cup left" and "the rack out" end at the direction; "the left cup" and "the table top" do not. */
export function isDirectionUse(words: readonly TaggedWord[], index: number): boolean {
  const word = words[index];
  if (word === undefined) return false;
  if (/^(counter|anti)$/.test(word.text) && /^clock/.test(words[index + 1]?.text ?? '')) return true;
  if (!word.classes.has('direction') && !word.classes.has('particle')) return false;
  if (isOwned(words, index)) return false;
  // "the top left of the board".
  if (word.classes.has('region') && words[index - 1]?.classes.has('region')) return false;
  // "upright next to the can": no next thing.
  return !isNounLike(words[index + 1]) || (prepositionAt(words, index + 1)?.length ?? 0) > 1;
}

/** "left" of "the cup left", "side by side", "second from the top": words that follow a noun without being part of it. */
export function isSaidAfter(words: readonly TaggedWord[], index: number): boolean {
  return (
    isDirectionUse(words, index) ||
    mannerLength(words, index) > 0 ||
    isLateOrdinal(words, index) ||
    isPointing(words, index) ||
    isHalfOpen(words, index) ||
    isStance(words, index)
  );
}

/** "faces" of "so that the label faces up", "belong" of "both belong on the shelf", which are none. */
export function isStance(words: readonly TaggedWord[], index: number): boolean {
  const { text = '' } = words[index] ?? {};
  const next = words[index + 1];
  if (/^belongs?$/.test(text) || (/^(end|wind)s?$/.test(text) && next?.text === 'up')) return true;
  if (next === undefined || next.breakBefore !== 'none') return false;
  // "the dishes need to be washed", "the coats want hanging up".
  if (/^(needs?|wants?)$/.test(text)) return next.text === 'to' || next.classes.has('participle');
  // "so that the handles face left".
  const before = words[index - 1]?.text ?? '';
  if (/^(face|point)$/.test(text)) return singularOf(before) !== before && next.classes.has('direction');
  if (!/^(faces|points|sits|stands|rests|lives?|remains|stays)$/.test(text)) return false;
  if (/^(remains|stays)$/.test(text) && next.classes.has('adjective')) return true;
  return next.classes.has('direction') || prepositionAt(words, index + 1) !== null;
}

/** "half" of "leave the drawer half open". */
function isHalfOpen(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  return (
    word?.text === 'half' && next?.breakBefore === 'none' && /^(open|closed|shut|full|empty)$/.test(next.text)
  );
}

/** "facing up", "pointing left". */
export function isPointing(words: readonly TaggedWord[], index: number): boolean {
  const [word, way] = [words[index], words[index + 1]];
  if (word?.breakBefore !== 'none' || !/^(facing|pointing|turned)$/.test(word.text)) return false;
  return way?.breakBefore === 'none' && way.classes.has('direction');
}

/** "left" of "the doll's left hand", "upper" of "the patient's upper arm": the hand is none of the robot's. */
export function isOwned(words: readonly TaggedWord[], index: number): boolean {
  return words[index - 1]?.text.endsWith("'s") === true && words[index + 1]?.classes.has('robot') === true;
}

/**
 * "blinks" of "until the light blinks", where nothing follows that would make a name of it.
 *
 * @param first - the word with which the noun phrase begins.
 */
export function isAwaited(words: readonly TaggedWord[], index: number, first: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word === undefined || !/[^su]s$/.test(word.text) || word.classes.has('thing')) return false;
  if (
    !/^(until|till|when|once|while|if|whenever|before|after|as|that|ensure|ensuring|sure)$/.test(
      words[first - 1]?.text ?? '',
    )
  )
    return false;
  const isLast =
    next?.breakBefore !== 'none' || next.classes.has('and') || prepositionAt(words, index + 1) !== null;
  return (!word.isKnown || word.classes.has('verb')) && isLast;
}

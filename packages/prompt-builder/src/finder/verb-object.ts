import { movingVerbs, strongVerbs, takingVerbs, toolVerbs } from '../data/verbs.js';
import { isParticle } from './particle.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/** Verbs after which a thing must stand; "hold" and "press" go with verbs: "press start". */
const transitive = new Set(
  [...movingVerbs, ...takingVerbs, ...toolVerbs].filter(
    (verb) => !/^(press|hit|push|touch|keep|hold)$/.test(verb),
  ),
);

/**
 * Whether a word that can be a verb is what the verb right before it acts on: "wipe spill with napkin", "place seasoning
 * on the shelf", or begins its name: "pick up drip tray". Without an article, a place or a thing after both tells.
 */
export function isVerbObject(words: readonly TaggedWord[], index: number): boolean {
  const word = words[index];
  if (word?.breakBefore !== 'none' || isParticle(words, index + 1, word.text)) return false;
  if (!word.classes.has('verb') && !word.classes.has('participle')) return false;
  const isPlaced = prepositionAt(words, index + 1) !== null;
  if (isAfterTransitive(words, index)) return isPlaced || isBeforeThing(words, index);
  return isAfterPlace(words, index) && isBeforeThing(words, index);
}

/** After "wipe", "and wipe" or "pick up", a thing must come. */
function isAfterTransitive(words: readonly TaggedWord[], index: number): boolean {
  const verb = /^(up|out)$/.test(words[index - 1]?.text ?? '') ? index - 2 : index - 1;
  const [before, word] = [words[verb - 1], words[verb]];
  if (word === undefined || !transitive.has(word.text) || isBeforeVerb(words, verb)) return false;
  return word.breakBefore !== 'none' || before?.classes.has('and') === true;
}

/** "near drip tray", "in dump truck". */
function isAfterPlace(words: readonly TaggedWord[], index: number): boolean {
  const found = [1, 2, 3].map((length) => ({ length, found: prepositionAt(words, index - length) }));
  return found.some(
    ({ length, found }) => found?.length === length && (found.kind === 'place' || found.kind === 'beside'),
  );
}

/** "tray" of "drip tray", but neither "cup" of "place cup" nor "the tray". */
function isBeforeThing(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word === undefined || next?.breakBefore !== 'none' || strongVerbs.includes(word.text)) return false;
  return word.classes.has('verb') && next.classes.has('thing');
}

/** "spoon" of "spoon move to the right": a thing that is said before what is done with it. */
export function isBeforeVerb(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word?.classes.has('thing') !== true || next?.breakBefore !== 'none') return false;
  return strongVerbs.includes(next.text) && !strongVerbs.includes(word.text);
}

/** "place" of "take cup from rack place in sink": after a thing and before a place, it is no part of a name. */
export function isPlaceVerb(words: readonly TaggedWord[], index: number): boolean {
  const [before, word] = [words[index - 1], words[index]];
  if (word?.text !== 'place' || before?.classes.has('thing') !== true) return false;
  return /^(in|on|into|onto|inside|next to)$/.test(prepositionAt(words, index + 1)?.words ?? '');
}

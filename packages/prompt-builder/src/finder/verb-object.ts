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
 * on the shelf". Without an article, a place after both tells.
 */
export function isVerbObject(words: readonly TaggedWord[], index: number): boolean {
  const [before, verb, word] = [words[index - 2], words[index - 1], words[index]];
  if (verb === undefined || word?.breakBefore !== 'none') return false;
  const isFirst = verb.breakBefore !== 'none' || before?.classes.has('and') === true;
  if (!isFirst || !transitive.has(verb.text)) return false;
  if (isBeforeVerb(words, index - 1)) return false;
  const isForm = word.classes.has('verb') || word.classes.has('participle');
  return isForm && prepositionAt(words, index + 1) !== null && !isParticle(words, index + 1, word.text);
}

/** "spoon" of "spoon move to the right": a thing that is said before what is done with it. */
export function isBeforeVerb(words: readonly TaggedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word?.classes.has('thing') !== true || next?.breakBefore !== 'none') return false;
  return strongVerbs.includes(next.text) && !strongVerbs.includes(word.text);
}

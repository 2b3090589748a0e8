import { freeParticles, goingVerbs, particleVerbs, statePullers } from '../data/verbs.js';
import { isNounLike } from './adjectives.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

const leavingVerbs: ReadonlySet<string> = new Set([...goingVerbs, 'move', 'fall']);

/** Whether a word belongs to the verb before it: "turn on the stove", not "put on the table". */
export function isParticle(words: readonly TaggedWord[], index: number, lemma: string): boolean {
  const text = words[index]?.text ?? '';
  const preposition = prepositionAt(words, index);
  if (preposition !== null && preposition.length > 1) return false;
  // "walk out the door", "move off the mat".
  if (/^(out|off)$/.test(text) && leavingVerbs.has(lemma)) return false;
  if (particleVerbs.get(text)?.includes(lemma)) return true;
  // "put open cup in box" is about an open cup, "pull open drawer" about a drawer.
  const isState = words[index]?.classes.has('adjective') === true && isNounLike(words[index + 1]);
  if (isState && !statePullers.includes(lemma)) return false;
  return freeParticles.includes(text);
}

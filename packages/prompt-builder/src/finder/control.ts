import { controlNouns } from '../data/nouns.js';
import { headOf } from './argument.js';
import type { Clause } from './clauses.js';
import type { TaggedWord } from './tag.js';

/** "push a button on the machine", "slide the door", "flip the switch": the thing stays where it is. */
export function operatesControl({ verb, arguments: all }: Clause, words: readonly TaggedWord[]): boolean {
  const target = all.find(({ preposition }) => preposition === null);
  if (verb === null || target === undefined) return false;
  const head = headOf(target.phrase, words);
  // "use the switch to turn on the light", "grasp the handle, then slide the door".
  if (verb.lemma === 'use') return /^(button|switch|lightswitch|lever|knob|dial|pedal|crank)$/.test(head);
  if (/^(grasp|grip|hold|touch)$/.test(verb.lemma))
    return /^(handle|knob|doorknob|lever|latch|crank)$/.test(head);
  if (!/^(push|pull|slide|move|lower|flick|swing|flip|rotate)$/.test(verb.lemma)) return false;
  // "move the button near the apple" is about a loose one.
  const isLoose = verb.lemma === 'move' && all.some(({ preposition }) => preposition === 'beside');
  return !isLoose && controlNouns.includes(head);
}

/** "turn the cup upside down", "turn over the card": the thing is taken, where turning a knob leaves it in place. */
export function turnsOver({ verb, arguments: all }: Clause, words: readonly TaggedWord[]): boolean {
  const target = all.find(({ preposition }) => preposition === null);
  if (verb?.lemma !== 'turn' || target === undefined || controlNouns.includes(headOf(target.phrase, words)))
    return false;
  const [before, after] = [words[target.phrase.first - 1], words[target.phrase.end]];
  return (
    before?.text === 'over' ||
    (after?.breakBefore === 'none' && /^(over|upside|upside-down|inside|upright|face)$/.test(after.text))
  );
}

import { takingVerbs } from '../data/verbs.js';
import type { VerbEntry } from './lexicon.js';

/** Whether a verb takes its object in hand or moves it: "lift", "put", but not "wipe". */
export function carries(verb: VerbEntry | null): boolean {
  return verb?.kind === 'move' || takingVerbs.includes(verb?.lemma ?? '');
}

import { colours, connectors, modifiers } from '../data/nouns.js';
import { movingVerbs, operatingVerbs, otherVerbs, particles } from '../data/verbs.js';
import type { Token } from './tokens.js';

/** What a word can be in an instruction, whatever its neighbours are. */
export interface WordClass {
  readonly isVerb: boolean;
  readonly isDeterminer: boolean;
  readonly isPossessive: boolean;
  readonly isModifier: boolean;
  readonly isConnector: boolean;
  readonly isParticle: boolean;
  readonly isColour: boolean;
  readonly isNumber: boolean;
}

const determiners = new Set(
  'the a an this that these those some any all both each every another either'.split(' '),
);
const possessives = new Set('its his her their your my our'.split(' '));
const sets = {
  verbs: new Set([...operatingVerbs, ...movingVerbs, ...otherVerbs]),
  modifiers: new Set(modifiers),
  connectors: new Set(connectors),
  particles: new Set(particles),
  colours: new Set(colours),
};

/** Looks a word up in the lexicon; compromise's tags decide for words that it lacks. */
export function classify({ word, tags }: Token): WordClass {
  const isColour = sets.colours.has(word);
  return {
    isVerb: sets.verbs.has(word) || (tags.has('Imperative') && !isColour),
    isDeterminer: determiners.has(word),
    isPossessive: possessives.has(word) || /['’]s$/.test(word),
    isModifier: isColour || sets.modifiers.has(word) || (tags.has('Adjective') && !tags.has('Noun')),
    isConnector: sets.connectors.has(word) || tags.has('Pronoun') || tags.has('Conjunction'),
    isParticle: sets.particles.has(word) || tags.has('Adverb'),
    isColour,
    isNumber: /^\d+$/.test(word),
  };
}

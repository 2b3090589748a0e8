import { colours, qualityAdjectives } from '../data/adjectives.js';
import {
  adverbs,
  auxiliaries,
  determiners,
  numerals,
  possessives,
  pronouns,
  relativePronouns,
  subordinators,
} from '../data/function-words.js';
import { nonObjectNouns, robotNouns } from '../data/non-objects.js';
import { thingNouns } from '../data/nouns.js';
import { directions, regionNouns } from '../data/regions.js';
import {
  goingVerbs,
  irregularForms,
  movingVerbs,
  operatingVerbs,
  otherVerbs,
  particles,
  talkingVerbs,
} from '../data/verbs.js';
import { verbForms } from './inflection.js';
import type { WordClass } from './word-class.js';
import { lookUp } from './word-forms.js';

/** What a verb can do to the places around it. */
export const verbKinds = ['operate', 'move', 'go', 'talk', 'other'] as const;

/** What a verb does to the places around it. */
export type VerbKind = (typeof verbKinds)[number];

/** A verb as it is found in a text: "placing" is `place`, which moves things. */
export interface VerbEntry {
  readonly lemma: string;
  readonly kind: VerbKind;
}

/** Words that a user adds to those of the data files. */
export interface UserLexicon {
  /** Things, one word each, in the singular: "flange". Case does not count, here and below. */
  readonly things?: readonly string[];
  /** Nouns that are never asked about. */
  readonly nonObjects?: readonly string[];
  readonly adjectives?: readonly string[];
  /** Verbs by what they do: `operate`, `move`, `go`, `talk` or `other`. */
  readonly verbs?: Readonly<Record<string, VerbKind>>;
}

/** The words that the finder knows. */
export interface Lexicon {
  /** What the word can be; nothing for a word that is not listed. */
  classesOf(word: string): ReadonlySet<WordClass>;
  /** The verb of which a word is a form. */
  verbOf(word: string): VerbEntry | undefined;
}

/** Makes a lexicon of the data files and the user's own words. */
export function createLexicon(user: UserLexicon = {}): Lexicon {
  const classes = new Map<string, Set<WordClass>>();
  const verbs = new Map<string, VerbEntry>();
  const add = (words: readonly string[], wordClass: WordClass) => {
    for (const word of words) {
      const known = classes.get(word);
      if (known === undefined) classes.set(word, new Set([wordClass]));
      else known.add(wordClass);
    }
  };
  const addVerb = (lemma: string, kind: VerbKind) => {
    const { base, third, participle, past } = verbForms(lemma);
    add([base, third], 'verb');
    add([participle], 'participle');
    add([past], 'past');
    for (const form of [base, third, participle, past])
      if (!verbs.has(form)) verbs.set(form, { lemma, kind });
  };
  addNouns(add);
  addFunctionWords(add);
  for (const [lemma, kind] of Object.entries(user.verbs ?? {})) addVerb(spelt(lemma), kind);
  for (const lemma of operatingVerbs) addVerb(lemma, 'operate');
  for (const lemma of movingVerbs) addVerb(lemma, 'move');
  for (const lemma of goingVerbs) addVerb(lemma, 'go');
  for (const lemma of otherVerbs) addVerb(lemma, 'other');
  for (const lemma of talkingVerbs) addVerb(lemma, 'talk');
  for (const [form, lemma] of Object.entries(irregularForms)) {
    add([form], form.endsWith('ing') ? 'participle' : 'past');
    const verb = verbs.get(lemma);
    if (verb !== undefined) verbs.set(form, verb);
  }
  add((user.things ?? []).map(spelt), 'thing');
  add((user.adjectives ?? []).map(spelt), 'adjective');
  for (const word of user.nonObjects ?? []) classes.set(spelt(word), new Set(['nothing']));
  return { classesOf: remember((word) => lookUp(word, classes)), verbOf: (word) => verbs.get(word) };
}

/** Words whose classes are remembered; beyond that all are forgotten, so that memory stays bounded. */
const remembered = 20_000;

function remember(find: (word: string) => ReadonlySet<WordClass>): (word: string) => ReadonlySet<WordClass> {
  const known = new Map<string, ReadonlySet<WordClass>>();
  return (word) => {
    const found = known.get(word) ?? find(word);
    if (known.size >= remembered) known.clear();
    known.set(word, found);
    return found;
  };
}

type Add = (words: readonly string[], wordClass: WordClass) => void;

function addNouns(add: Add): void {
  add(thingNouns, 'thing');
  add(['one', 'ones'], 'thing');
  add(regionNouns, 'region');
  add(nonObjectNouns, 'nothing');
  add(robotNouns, 'robot');
  add(colours, 'colour');
  add(qualityAdjectives, 'adjective');
}

function addFunctionWords(add: Add): void {
  add(determiners, 'determiner');
  add(possessives, 'possessive');
  add(numerals, 'numeral');
  add(pronouns, 'pronoun');
  add(auxiliaries, 'auxiliary');
  add(relativePronouns, 'relative');
  add(subordinators, 'subordinator');
  add(adverbs, 'adverb');
  add(directions, 'direction');
  add(particles, 'particle');
  add(['and', 'or', '&', '+', 'nor', '/', 'n', 'plus', 'adn', 'amd', 'nd', 'ans'], 'and');
}

/** Words of instructions are looked up in lower case. */
function spelt(word: string): string {
  return word.normalize('NFC').trim().toLowerCase();
}

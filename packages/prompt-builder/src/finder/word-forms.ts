import { unitsAfterNumbers } from '../data/non-objects.js';
import { singularOf } from './inflection.js';
import type { WordClass } from './word-class.js';

const none: ReadonlySet<WordClass> = new Set();

const measure = new RegExp(`^\\d+(\\.\\d+)?-?(${unitsAfterNumbers.join('|')})$`);

/** What a word is by itself, by the word of which it is a form, or by how it ends; nothing where nothing tells. */
export function lookUp(
  word: string,
  classes: ReadonlyMap<string, ReadonlySet<WordClass>>,
): ReadonlySet<WordClass> {
  const exact = classes.get(word);
  // "plates" is a form of the verb, and the plural of the noun.
  if (exact !== undefined)
    return exact.has('verb') ? new Set([...exact, ...(pluralOf(word, classes) ?? none)]) : exact;
  if (/^\d+(\.\d+)?%?$/.test(word)) return new Set(['numeral']);
  if (/^\d+(st|nd|rd|th)$/.test(word)) return new Set(['adjective']);
  // "the 10cm cube", but "raise the cup 10cm".
  if (measure.test(word)) return new Set(['adjective']);
  if (/^\d/.test(word)) return new Set(['noun']);
  if (/clockwise-?\d+$/.test(word)) return new Set(['direction']);
  // A square of a board, a cell of a rack.
  if (/^[a-z]\d{1,2}$/.test(word)) return new Set(['nothing']);
  // "they're dirty", "you'll need it".
  if (/^(they|we|you|he|she|it|i|that|there|who|these|those)['](re|ve|ll|d)$/.test(word))
    return new Set(['auxiliary']);
  // "darkcolored", "cocoabased".
  if (/.{3}(based|colou?red|shaped|toned|hued|sized|handled|flavou?red)$/.test(word))
    return new Set(['adjective']);
  if (/'s?$/.test(word)) return new Set(['noun', 'possessive']);
  return (
    pluralOf(word, classes) ??
    comparativeOf(word, classes) ??
    compoundOf(word, classes) ??
    abstractOf(word) ??
    none
  );
}

/** "contamination", "visibility", "freshness": what ends so is no thing, unless the list has it. */
function abstractOf(word: string): ReadonlySet<WordClass> | null {
  return /.{3}(ation|ination|ution|ption|ability|ibility|ivity|ness)$/.test(word)
    ? new Set(['nothing'])
    : null;
}

function pluralOf(
  word: string,
  classes: ReadonlyMap<string, ReadonlySet<WordClass>>,
): ReadonlySet<WordClass> | null {
  const singular = singularOf(word);
  const known = singular === word ? undefined : classes.get(singular);
  if (known === undefined) return null;
  const kept = [...known].filter((name) => ['thing', 'region', 'nothing', 'robot'].includes(name));
  return kept.length === 0 ? null : new Set(kept);
}

/** "bigger" and "biggest" are as "big"; "cooler" may also be what cools. */
function comparativeOf(
  word: string,
  classes: ReadonlyMap<string, ReadonlySet<WordClass>>,
): ReadonlySet<WordClass> | null {
  const stem = /^(.{3,}?)(?:est|er|ish)$/.exec(word)?.[1];
  if (stem === undefined) return null;
  const stems = [stem, `${stem}e`, stem.replace(/i$/, 'y'), stem.replace(/(.)\1$/, '$1')];
  const known = stems.flatMap((base) => classes.get(base) ?? []);
  if (!known.some((found) => found.has('adjective') || found.has('colour'))) return null;
  const isAgent = word.endsWith('er') && known.some((found) => found.has('verb'));
  return new Set(isAgent ? ['adjective', 'agent'] : ['adjective']);
}

/** What a compound is because its last word is; "Cheez-It" is no pronoun. */
const inherited: readonly WordClass[] = [
  'thing',
  'region',
  'nothing',
  'robot',
  'colour',
  'adjective',
  'adverb',
];

/** "sky-blue" is as "blue", "egg-cup" as "cup"; "dark-red" and "half-open" follow too. */
function compoundOf(
  word: string,
  classes: ReadonlyMap<string, ReadonlySet<WordClass>>,
): ReadonlySet<WordClass> | null {
  const last = /-([^-]+)$/.exec(word)?.[1];
  if (last === undefined) return null;
  if (
    /^(most|.*(shaped|colored|coloured|sized|ed|like|free))$/.test(last) ||
    /ed-(up|over|down|out|off|in)$/.test(word)
  )
    return new Set(['adjective']);
  const known = classes.get(last) ?? pluralOf(last, classes);
  const isNamed = known?.has('verb') === false && inherited.some((name) => known.has(name));
  return isNamed ? known : new Set(['noun']);
}

import { replacedDeterminers } from '../data/function-words.js';
import type { Mention, Role } from './attach.js';
import { singularOf } from './inflection.js';
import type { NounPhrase } from './noun-phrase.js';
import { isNumberLabel } from './number-label.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';

/** An object of an instruction. */
export interface InstructionObject {
  /** As it stands in a question: lower case, with its article, e.g. "the black bowl next to the plate". */
  readonly phrase: string;
  /** The noun that heads it, in the singular. */
  readonly head: string;
  readonly role: Role;
  /** Span [start, end) of its words in the instruction. */
  readonly start: number;
  readonly end: number;
  /** Words of the preposition before it, e.g. "on"; empty for what the verb acts on. */
  readonly preposition: string;
  /**
   * Set where the hand holds it to act on what is named with it: the cloth of "wipe the table with the cloth", the
   * bottle of "pour the water from the bottle".
   */
  readonly isHeld?: true;
  /**
   * Set where a later mention gives role and preposition: "put the bowl on the plate and put the plate in the sink"
   * moves the plate, which has the earlier role `destination` until 2 objects are named, the bowl and the plate.
   */
  readonly earlier?: EarlierRole;
}

/** What an object is before it is named again as something else. */
export interface EarlierRole {
  readonly role: Role;
  /** Number of objects, in order of mention, that are named before the mention that ends it. */
  readonly until: number;
}

const replaced = new Set(replacedDeterminers);

/** Index of the last noun of a phrase: the label in "block 2", "block number two" or "slot B2" is no noun. */
export function headIndex({ body, end }: NounPhrase, words: readonly TaggedWord[]): number {
  for (let index = end - 1; index > body; index -= 1) {
    const isLabel =
      words[index]?.classes.has('numeral') ||
      isNumberLabel(words, index) ||
      /^[a-z]\d{1,2}$/.test(words[index]?.text ?? '');
    if (!isLabel && (words[index]?.text.length ?? 0) > 1) return index;
  }
  return body;
}

/** The object that a mention names with the words [first, end). */
export function objectAt(
  mention: Mention,
  first: number,
  end: number,
  words: readonly TaggedWord[],
): InstructionObject {
  const { phrase, region, words: preposition, role, isHeld } = mention;
  const isTop = region !== null && isTopOf(mention, region, words);
  const from = isTop ? region.first : first;
  // "the table's" is left of "the table's left side".
  const owner = end < phrase.end ? (/'s?$/.exec(words[end - 1]?.text ?? '')?.[0] ?? '') : '';
  const spoken = textOf(words, from, end, phrase.end);
  const text = spoken.slice(0, spoken.length - owner.length);
  const head = words[headIndex({ ...phrase, end: Math.min(phrase.end, end) }, words)]?.text ?? '';
  return {
    phrase: isTop ? text : withArticle(words, first, text, phrase.body),
    head: singularOf(head.slice(0, head.length - owner.length)),
    role,
    preposition,
    start: words[from]?.start ?? 0,
    end: (words[end - 1]?.end ?? 0) - owner.length,
    ...(isHeld ? { isHeld } : {}),
  };
}

/** "top of the cabinet", but not "the top left of the board", which is a side of it. */
function isTopOf(
  { words: preposition, hasVerb }: Mention,
  { first, body, end }: NounPhrase,
  words: readonly TaggedWord[],
): boolean {
  if (body !== first || end !== body + 1 || words[body]?.text !== 'top') return false;
  return /\bon|onto|atop|to$/.test(preposition) || (preposition === '' && !hasVerb);
}

/** Words [first, end) with single spaces; "flip the pot upright in the sink" is about the pot in the sink. */
function textOf(words: readonly TaggedWord[], first: number, end: number, afterNoun: number): string {
  const state = words[afterNoun]?.text ?? '';
  const classes = words[afterNoun]?.classes;
  const isManner = classes?.has('direction') === true || classes?.has('adverb') === true;
  const isParticle =
    (isManner || /^(off|out|up|down|back|over|away)$/.test(state)) &&
    (prepositionAt(words, afterNoun)?.length ?? 1) === 1 &&
    prepositionAt(words, afterNoun + 1) !== null;
  const isState = afterNoun + 1 < end && (isParticle || /^(upright|open|closed|shut)$/.test(state));
  const spoken = words.slice(first, end).map(({ text }) => text);
  return (isState ? spoken.toSpliced(afterNoun - first, 1) : spoken).join(' ');
}

/** Puts "the" where an article or none stood; possessives, numerals and "another" stay. */
function withArticle(words: readonly TaggedWord[], first: number, text: string, body: number): string {
  const spoken = text.split(' ');
  if (/^one of /.test(text)) return text;
  while (
    spoken.length > 1 &&
    // "the one on the left": the noun stays.
    !(spoken[0] === 'one' && first + text.split(' ').length - spoken.length === body) &&
    (replaced.has(spoken[0] ?? '') || (spoken[0] === 'of' && spoken.length < text.split(' ').length))
  )
    spoken.shift();
  const own = words[first];
  const isOwned =
    own?.classes.has('possessive') === true ||
    (own?.classes.has('numeral') === true && !replaced.has(own.text)) ||
    /^(another|each|no|neither)$/.test(own?.text ?? '');
  if (isOwned || /^(my|your|his|her|its|their|our)$/.test(spoken[0] ?? '')) return spoken.join(' ');
  return `the ${spoken.join(' ')}`;
}

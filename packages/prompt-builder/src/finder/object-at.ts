import { replacedDeterminers } from '../data/function-words.js';
import type { Mention, Role } from './attach.js';
import { singularOf } from './inflection.js';
import type { NounPhrase } from './noun-phrase.js';
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
}

const replaced = new Set(replacedDeterminers);

/** Index of the last noun of a phrase: the label in "block 2" is no noun. */
export function headIndex({ body, end }: NounPhrase, words: readonly TaggedWord[]): number {
  for (let index = end - 1; index > body; index -= 1) {
    if (!words[index]?.classes.has('numeral') && (words[index]?.text.length ?? 0) > 1) return index;
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
  const { phrase, region, words: preposition, role } = mention;
  const isTop =
    region !== null &&
    region.body === region.first &&
    words[region.body]?.text === 'top' &&
    (/\bon|onto|atop|to$/.test(preposition) || (preposition === '' && !mention.hasVerb));
  const from = isTop ? region.first : first;
  const text = textOf(words, from, end);
  return {
    phrase: isTop ? text : withArticle(words, first, text),
    head: singularOf(words[headIndex({ ...phrase, end: Math.min(phrase.end, end) }, words)]?.text ?? ''),
    role,
    preposition,
    start: words[from]?.start ?? 0,
    end: words[end - 1]?.end ?? 0,
  };
}

/** Words [first, end) with single spaces. */
export function textOf(words: readonly TaggedWord[], first: number, end: number): string {
  return words
    .slice(first, end)
    .map(({ text }) => text)
    .join(' ');
}

/** Puts "the" where an article or none stood; possessives, numerals and "another" stay. */
function withArticle(words: readonly TaggedWord[], first: number, text: string): string {
  const spoken = text.split(' ');
  if (/^one of /.test(text)) return text;
  while (
    spoken.length > 1 &&
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

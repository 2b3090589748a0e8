import { replacedDeterminers } from '../data/function-words.js';
import { bodyNouns } from '../data/non-objects.js';
import type { Mention, Role } from './attach.js';
import { isRegion } from './clauses.js';
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

/** Turns mentions into objects: filters what is none, shares nouns, and drops repetitions. */
export function render(
  mentions: readonly Mention[],
  words: readonly TaggedWord[],
): readonly InstructionObject[] {
  const objects: InstructionObject[] = [];
  const seen = new Set<string>();
  const heads = new Map<string, number>();
  mentions.forEach((mention, index) => {
    for (const object of objectsOf(mention, mentions[index + 1], words)) {
      const isRepeated = seen.has(object.phrase) || isBareRepetition(mention, object, heads, words);
      if (isRepeated) continue;
      seen.add(object.phrase);
      if (!heads.has(object.head)) heads.set(object.head, mention.clause);
      objects.push(object);
    }
  });
  return objects;
}

/** "the cup", after an instruction about "the red cup", is that cup. */
function isBareRepetition(
  { phrase, end, clause }: Mention,
  { head }: InstructionObject,
  heads: ReadonlyMap<string, number>,
  words: readonly TaggedWord[],
): boolean {
  const before = heads.get(head);
  const isBare =
    end === phrase.body + 1 && words[phrase.first]?.text === 'the' && phrase.body === phrase.first + 1;
  return before !== undefined && before < clause && isBare && head !== 'one';
}

function objectsOf(
  mention: Mention,
  next: Mention | undefined,
  words: readonly TaggedWord[],
): readonly InstructionObject[] {
  const { phrase } = mention;
  const isBare = !phrase.hasNoun || isRegion(phrase, words);
  if (isBare && next?.isJoined === true && next.phrase.hasNoun && !isRegion(next.phrase, words))
    return [shareNoun(mention, next.phrase, words)];
  if (!isObject(mention, words)) return [];
  if (phrase.segments.length > 0 && isDistributed(phrase, words)) return distribute(mention, words);
  return [objectAt(mention, phrase.first, withoutSide(mention, words), words)];
}

/** Whether a noun phrase names a thing that can be asked about. */
function isObject(mention: Mention, words: readonly TaggedWord[]): boolean {
  const { phrase, hasVerb, end, words: preposition } = mention;
  const head = words[headIndex(phrase, words)];
  if (head === undefined || (isRegion(phrase, words) && end === phrase.end)) return false;
  const { classes } = head;
  if (classes.has('robot') && !classes.has('thing')) return isPartOf(mention, words);
  if (words[phrase.first]?.text === 'your' && bodyNouns.includes(singularOf(head.text))) return false;
  if (!phrase.hasNoun)
    return phrase.body > phrase.first && (classes.has('colour') || words[phrase.end]?.text === 'of');
  if (classes.has('possessive') && phrase.end === phrase.body + 1) return false;
  const isThing = classes.has('thing');
  if (!isThing && classes.has('nothing') && !classes.has('region')) return false;
  if (!isThing && (classes.has('adverb') || (classes.has('direction') && !classes.has('region'))))
    return false;
  return hasVerb || isThing || phrase.body > phrase.first || preposition !== '';
}

/** "the table edge" and "the oven temperature" are about the table and the oven. Gives the index after what is left. */
function withoutSide({ phrase, end }: Mention, words: readonly TaggedWord[]): number {
  const classes = words[phrase.end - 1]?.classes;
  const isSide =
    classes?.has('region') === true &&
    !classes.has('thing') &&
    !/^(top|bottom|tip)s?$/.test(words[phrase.end - 1]?.text ?? '');
  const isCompound = words[phrase.end - 2]?.classes.has('thing') === true && phrase.end - 2 >= phrase.body;
  return isSide && isCompound && end === phrase.end ? end - 1 : end;
}

/** "the arm of the chair", which is none of the robot's. */
function isPartOf({ phrase, end }: Mention, words: readonly TaggedWord[]): boolean {
  if (words[phrase.end]?.text !== 'of') return false;
  return !words.slice(phrase.end, end).some(({ classes }) => classes.has('robot'));
}

/** Index of the last noun of a phrase: the label in "block 2" is no noun. */
function headIndex({ body, end }: NounPhrase, words: readonly TaggedWord[]): number {
  for (let index = end - 1; index > body; index -= 1) {
    if (!words[index]?.classes.has('numeral') && (words[index]?.text.length ?? 0) > 1) return index;
  }
  return body;
}

function objectAt(
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

/** "the red" in "the red and the blue cup". */
function shareNoun(mention: Mention, donor: NounPhrase, words: readonly TaggedWord[]): InstructionObject {
  const nouns = nounsOf(donor, words);
  const own = objectAt(mention, mention.phrase.first, mention.phrase.end, words);
  return {
    ...own,
    phrase: `${own.phrase} ${nouns.map(({ text }) => text).join(' ')}`,
    head: singularOf(nouns.at(-1)?.text ?? ''),
  };
}

/** The nouns at the end of a phrase, without adjectives. */
function nounsOf({ body, end }: NounPhrase, words: readonly TaggedWord[]): readonly TaggedWord[] {
  let first = end - 1;
  while (first > body) {
    const classes = words[first - 1]?.classes;
    if (
      classes === undefined ||
      classes.has('adjective') ||
      classes.has('colour') ||
      classes.has('numeral') ||
      classes.has('and')
    )
      break;
    first -= 1;
  }
  return words.slice(first, end);
}

/** "the red and blue cups" are two, "the yellow and white mug" is one, "the left and right drawer" are two. */
function isDistributed({ segments, end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const head = words[end - 1]?.text ?? '';
  return (
    singularOf(head) !== head || segments.every(([first]) => words[first]?.classes.has('colour') === false)
  );
}

/** One object per adjective: of two, each is one thing; of more, the plural stays. */
function distribute(mention: Mention, words: readonly TaggedWord[]): readonly InstructionObject[] {
  const { phrase } = mention;
  const { segments } = phrase;
  const lastFirst = (segments.at(-1)?.[1] ?? 0) + 1;
  const nouns = nounsOf({ ...phrase, body: lastFirst }, words).map(({ text }) => text);
  const head = singularOf(nouns.at(-1) ?? '');
  const shared = segments.length > 1 ? nouns.join(' ') : [...nouns.slice(0, -1), head].join(' ');
  const parts = segments.map(([first, end], index) => {
    const own = objectAt(mention, index === 0 ? phrase.first : first, end, words);
    return { ...own, phrase: `${own.phrase} ${shared}`, head };
  });
  const last = objectAt(mention, lastFirst, mention.end, words);
  return [...parts, { ...last, phrase: last.phrase.replace(nouns.join(' '), shared) }];
}

function textOf(words: readonly TaggedWord[], first: number, end: number): string {
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

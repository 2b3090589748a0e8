import type { Mention } from './attach.js';
import { isRegion } from './clauses.js';
import { singularOf } from './inflection.js';
import type { NounPhrase } from './noun-phrase.js';
import { type InstructionObject, objectAt } from './object-at.js';
import type { TaggedWord } from './tag.js';

/**
 * The phrases whose noun mentions without one share: that of "the blue cup" for "the red" and "the green" of "the red,
 * the green and the blue cup". One per mention; null for one with a noun of its own, and where nothing joined has one.
 */
export function nounDonors(
  mentions: readonly Mention[],
  words: readonly TaggedWord[],
): readonly (NounPhrase | null)[] {
  const donors: (NounPhrase | null)[] = [];
  // From the end, so that each mention is looked at once.
  let following: NounPhrase | null = null;
  for (const { phrase, isJoined } of mentions.toReversed()) {
    const isBare = lacksNoun(phrase, words);
    donors.push(isBare ? following : null);
    const offered: NounPhrase | null = isBare ? following : phrase;
    following = isJoined ? offered : null;
  }
  return donors.reverse();
}

/** "the red", "the left"; "the second" is one of several, and no time. */
function lacksNoun(phrase: NounPhrase, words: readonly TaggedWord[]): boolean {
  const { first, body, end } = phrase;
  const isSecond = end === body + 1 && words[body]?.text === 'second' && words[first]?.text === 'the';
  return !phrase.hasNoun || isSecond || isRegion(phrase, words);
}

/** "the red" in "the red and the blue cup". */
export function shareNoun(
  mention: Mention,
  donor: NounPhrase,
  words: readonly TaggedWord[],
): InstructionObject {
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
export function isDistributed({ segments, end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const head = words[end - 1]?.text ?? '';
  return (
    singularOf(head) !== head ||
    segments.every(([, last]) => words[last - 1]?.classes.has('colour') === false)
  );
}

/** One object per adjective: of two, each is one thing; of more, the plural stays. */
export function distribute(mention: Mention, words: readonly TaggedWord[]): readonly InstructionObject[] {
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

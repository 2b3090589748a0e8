import { bodyNouns, personNouns } from '../data/non-objects.js';
import { isCompartment, isCompoundThing, isNamedByThing } from './argument.js';
import type { Mention } from './attach.js';
import { isRegion } from './clauses.js';
import { singularOf } from './inflection.js';
import { namedAgain } from './named-again.js';
import { addName, findName, type Names } from './names.js';
import type { NounPhrase } from './noun-phrase.js';
import { headIndex, type InstructionObject, objectAt } from './object-at.js';
import { distribute, isDistributed, nounDonors, shareNoun } from './share.js';
import type { TaggedWord } from './tag.js';

/** Turns mentions into objects: filters what is none, shares nouns, and makes one of what is named again. */
export function render(
  mentions: readonly Mention[],
  words: readonly TaggedWord[],
): readonly InstructionObject[] {
  const objects: InstructionObject[] = [];
  const names: Names = { byPhrase: new Map(), byHead: new Map() };
  const donors = nounDonors(mentions, words);
  mentions.forEach((mention, index) => {
    for (const object of objectsOf(mention, donors[index] ?? null, words)) {
      const before = findName(names, object, mention, words);
      const known = before === undefined ? undefined : objects[before.index];
      if (before === undefined || known === undefined) {
        addName(names, object, { index: objects.length, clause: mention.clause });
        objects.push(object);
      } else if (before.isOnly && before.clause < mention.clause) {
        objects[before.index] = namedAgain(known, object, mention, objects.length, words);
      }
    }
  });
  return objects;
}

function objectsOf(
  mention: Mention,
  donor: NounPhrase | null,
  words: readonly TaggedWord[],
): readonly InstructionObject[] {
  const { phrase } = mention;
  if (donor !== null) return [shareNoun(mention, donor, words)];
  if (!isObject(mention, words)) return [];
  if (phrase.segments.length > 0 && isDistributed(phrase, words)) return distribute(mention, words);
  return [objectAt(mention, phrase.first, withoutSide(mention, words), words)];
}

/** Index after "the table's" of "the table's left side"; null where no owner stands before a side. */
function ownedBefore({ body, end }: NounPhrase, words: readonly TaggedWord[]): number | null {
  let index = end;
  while (index > body && words[index - 1]?.classes.has('region') && !words[index - 1]?.classes.has('thing'))
    index -= 1;
  const isOwner = index < end && index > body && /'s?$/.test(words[index - 1]?.text ?? '');
  return isOwner && !/^(top|bottom|tip)s?$/.test(words[end - 1]?.text ?? '') ? index : null;
}

/** Whether a noun phrase names a thing that can be asked about. */
function isObject(mention: Mention, words: readonly TaggedWord[]): boolean {
  const { phrase, hasVerb, end, words: preposition } = mention;
  const head = words[headIndex(phrase, words)];
  const isSide = isRegion(phrase, words) && end === phrase.end && !isCompartment(phrase, words);
  if (head === undefined || (isSide && !isCover(mention, words))) return false;
  const { classes } = head;
  if (classes.has('robot') && !classes.has('thing'))
    return isNamedByThing(phrase, words) || isPartOf(mention, words) || isStandBase(mention, words);
  if (words[phrase.first]?.text === 'your' && bodyNouns.includes(singularOf(head.text))) return false;
  if (!phrase.hasNoun)
    return phrase.body > phrase.first && (classes.has('colour') || words[phrase.end]?.text === 'of');
  if (classes.has('possessive') && phrase.end === phrase.body + 1) return false;
  if (isMealtime(phrase, words)) return false;
  if (isEvent(phrase, words) || words[phrase.first]?.text === 'no') return false;
  // "put one in each bowl": one of what was named before.
  if (head.text === 'one' && end === phrase.first + 1) return false;
  const isThing = classes.has('thing');
  if (!isThing && classes.has('nothing') && !classes.has('region')) return isCompoundThing(phrase, words);
  if (
    !isThing &&
    ((head.isKnown && classes.has('adverb')) || (classes.has('direction') && !classes.has('region')))
  )
    return false;
  return hasVerb || isThing || phrase.body > phrase.first || preposition !== '';
}

/** "take the top off the jar", "put the back on the remote": what comes off is no side. */
function isCover({ phrase, words: preposition }: Mention, words: readonly TaggedWord[]): boolean {
  const [head, next] = [words[phrase.end - 1]?.text ?? '', words[phrase.end]];
  if (preposition !== '' || next?.breakBefore !== 'none') return false;
  return /^(top|back|front)$/.test(head) && /^(off|from|on|onto)$/.test(next.text);
}

/** "the table edge" and "the oven temperature" are about the table and the oven. Gives the index after what is left. */
function withoutSide({ phrase, end }: Mention, words: readonly TaggedWord[]): number {
  const classes = words[phrase.end - 1]?.classes;
  const owned = ownedBefore(phrase, words);
  if (owned !== null && end === phrase.end) return owned;
  const isSide =
    classes?.has('region') === true &&
    !classes.has('thing') &&
    !/^(top|bottom|tip)s?$/.test(words[phrase.end - 1]?.text ?? '');
  let last = phrase.end - 1;
  // "the spatula right side".
  while (last > phrase.body && isOnlySide(words[last - 1])) last -= 1;
  const isCompound = words[last - 1]?.classes.has('thing') === true && last > phrase.body;
  return isSide && isCompound && end === phrase.end ? last : end;
}

function isOnlySide(word: TaggedWord | undefined): boolean {
  return word?.classes.has('region') === true && !word.classes.has('thing');
}

/** "put the phone on the base": nothing is put on the robot's. */
function isStandBase({ phrase, words: preposition }: Mention, words: readonly TaggedWord[]): boolean {
  const isPlain = phrase.end === phrase.body + 1 && words[phrase.first]?.classes.has('possessive') !== true;
  return (
    isPlain &&
    words[phrase.body]?.text === 'base' &&
    /^(on|onto|on to|in|into|back on|back onto)$/.test(preposition)
  );
}

/** "the arm of the chair", which is none of the robot's, nor a person's. */
function isPartOf({ phrase, end }: Mention, words: readonly TaggedWord[]): boolean {
  if (words[phrase.end]?.text !== 'of') return false;
  return !words
    .slice(phrase.end, end)
    .some(({ classes, text }) => classes.has('robot') || personNouns.includes(text));
}

/** "before lunch", "for our dinner": a time, where a meal is a thing elsewhere. */
function isMealtime({ first, end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const isMeal = /^(breakfast|brunch|lunch|dinner|supper)$/.test(words[end - 1]?.text ?? '');
  return isMeal && /^(before|after|during|until|at|for)$/.test(words[first - 1]?.text ?? '');
}

/** "until the beeping stops": what only goes on and ends. */
function isEvent({ end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const [head, next] = [words[end - 1], words[end]];
  const isGerund = head?.text.endsWith('ing') === true && !head.classes.has('thing');
  return isGerund && next?.breakBefore === 'none' && /^(stop|end|start|begin|cease|fade)s$/.test(next.text);
}

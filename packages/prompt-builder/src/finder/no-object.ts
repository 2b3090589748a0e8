import { attributeNouns, heldParts, madeShapes } from '../data/nouns.js';
import { givingVerbs, shapingVerbs } from '../data/verbs.js';
import { headOf, isCompoundThing } from './argument.js';
import type { Argument, Clause } from './clauses.js';
import { singularOf } from './inflection.js';
import type { NounPhrase } from './noun-phrase.js';
import { headIndex } from './object-at.js';
import type { TaggedWord } from './tag.js';

/** "by 90 degrees", "in half", "with care": a measure or manner, which neither is an object nor tells one apart. */
export function isAdverbial(argument: Argument, clause: Clause, words: readonly TaggedWord[]): boolean {
  const { phrase, preposition } = argument;
  const { verb } = clause;
  if (isRecipient(argument, clause, words)) return true;
  // "my name is Anna": what somebody or something is.
  if (preposition === null) return verb?.lemma === 'be' || (verb?.lemma === 'give' && isAct(phrase, words));
  const spoken = words
    .slice(phrase.first, phrase.end)
    .map(({ text }) => text)
    .join(' ');
  if (/^(each other|one another|each)$/.test(spoken)) return true;
  // "with the red cup as the base", "one per bowl".
  if (/^(as|per)$/.test(argument.words) || isLikeness(argument, words)) return true;
  if (argument.words === 'by' && isHeldPart(argument, words)) return true;
  // "with one hand … with the other".
  if (argument.words === 'with' && /^the others?$/.test(spoken)) return true;
  if (preposition === 'part' && (argument.words !== 'for' || !phrase.hasNoun))
    return argument.words === 'for';
  if (argument.words === 'for' && isBareGerund(phrase, words)) return true;
  const classes = words[headIndex(phrase, words)]?.classes;
  // "with your left hand".
  if (preposition === 'tool' && classes?.has('robot') === true && !classes.has('thing')) return true;
  const isNothing = classes?.has('nothing') === true && !classes.has('thing') && !classes.has('region');
  return isNothing && !isCompoundThing(phrase, words) && !isAttribute(argument, words);
}

/** "next to the bin for recycling", "for gentle drying": what it is done for; "the rack for clothing" says which rack. */
function isBareGerund({ first, body, end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const head = words[end - 1];
  const isGerund =
    head?.text.endsWith('ing') === true && (!head.classes.has('thing') || head.text === 'recycling');
  return first === body && isGerund;
}

/** "the mug with the floral pattern", "the block with a round shape": abstract, but it tells which. */
function isAttribute({ phrase, words: preposition }: Argument, words: readonly TaggedWord[]): boolean {
  const head = headIndex(phrase, words);
  // "with the number", "with number 5".
  const isDefined = phrase.body > phrase.first || head < phrase.end - 1;
  return preposition === 'with' && isDefined && attributeNouns.includes(singularOf(words[head]?.text ?? ''));
}

/** "by the spout", but not "by the base of the lamp". */
function isHeldPart({ phrase, isRelative }: Argument, words: readonly TaggedWord[]): boolean {
  const head = headOf(phrase, words);
  return (
    attributeNouns.includes(head) ||
    (!isRelative && heldParts.includes(head) && words[phrase.end]?.text !== 'of')
  );
}

/** "cut it into slices", "build a tower": what comes of the work is not there yet. */
export function isMadeShape(argument: Argument, clause: Clause, words: readonly TaggedWord[]): boolean {
  const { phrase, preposition, region } = argument;
  const { verb } = clause;
  if (verb === null || region !== null) return false;
  // "a triangle with the star and the cube" is made of the cube too.
  const [, second] = clause.arguments;
  if (argument.isJoined && second?.preposition === 'tool') return false;
  if (preposition === null) return isMade(phrase, verb.lemma, words) || isProduct(argument, clause, words);
  if (!/^(into|in)$/.test(argument.words) || isDefinite(phrase, words)) return false;
  const head = headOf(phrase, words);
  const isShaped =
    shapingVerbs.includes(verb.lemma) || verb.kind === 'go' || /^(circle|row|line|cluster)$/.test(head);
  return isShaped && madeShapes.includes(head);
}

/** "in the shape of a house": what it is to look like. */
function isLikeness({ phrase, region, words: preposition }: Argument, words: readonly TaggedWord[]): boolean {
  const isOf = region !== null || words[phrase.end]?.text === 'of';
  return (
    isOf && /^(into|in)$/.test(preposition) && /^(shape|form|outline)$/.test(headOf(region ?? phrase, words))
  );
}

/** "make a tower", "poke a hole in the lid", "take a photo of the desk". */
function isMade(phrase: NounPhrase, lemma: string, words: readonly TaggedWord[]): boolean {
  const head = headOf(phrase, words);
  // "make some room on the desk".
  if (lemma === 'make' && /^(room|space|way)$/.test(head) && !isDefinite(phrase, words)) return true;
  if (/^(make|build|form|create|construct|draw|write|tie)$/.test(lemma)) return madeShapes.includes(head);
  if (/^(poke|punch|drill|cut|dig|pierce)$/.test(lemma) && /^(hole|slit)$/.test(head)) return true;
  const isPicture = /^(photo|picture|photograph|video|snapshot)$/.test(head);
  return lemma === 'take' && isPicture && words[phrase.end]?.text === 'of' && !isDefinite(phrase, words);
}

/** "mix the flour and the milk to make a dough": what the work is for is not there yet. */
function isProduct({ phrase }: Argument, { arguments: all }: Clause, words: readonly TaggedWord[]): boolean {
  const first = all[0]?.phrase.first ?? 0;
  const [making, before, begun] = [words[first - 1], words[first - 2], words[first - 3]];
  if (!/^(mak(e|ing)|creat(e|ing)|prepar(e|ing))$/.test(making?.text ?? '')) return false;
  const to =
    before?.text === 'to'
      ? first - 2
      : /^(begin|start)$/.test(before?.text ?? '') && begun?.text === 'to'
        ? first - 3
        : 0;
  const isPurpose =
    to > 1 && !/^(you|robot|want|need|like|try|have|able|how)$/.test(words[to - 1]?.text ?? '');
  return isPurpose && !isDefinite(phrase, words);
}

function isDefinite({ first }: NounPhrase, words: readonly TaggedWord[]): boolean {
  return words[first]?.text === 'the';
}

/** "a wipe" of "give the table a wipe". */
function isAct({ first, body, end }: NounPhrase, words: readonly TaggedWord[]): boolean {
  const classes = words[end - 1]?.classes;
  const isPlain = words[first]?.text === 'a' && end === body + 1;
  return isPlain && classes?.has('verb') === true && !classes.has('thing') && !classes.has('noun');
}

/** "the plumber" of "hand the plumber the wrench"; "give the dog a bone" is about a dog too, which is a toy elsewhere. */
function isRecipient(argument: Argument, clause: Clause, words: readonly TaggedWord[]): boolean {
  const [first, second] = clause.arguments;
  if (first !== argument || second?.preposition !== null || second.isJoined || second.isRelative)
    return false;
  const isGiven = first.preposition === null && givingVerbs.includes(clause.verb?.lemma ?? '');
  return isGiven && words[first.phrase.end - 1]?.classes.has('thing') === false;
}

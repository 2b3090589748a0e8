import { attributeNouns, heldParts, madeShapes } from '../data/nouns.js';
import { givingVerbs, shapingVerbs } from '../data/verbs.js';
import { headOf, isCompoundThing } from './argument.js';
import type { Argument, Clause } from './clauses.js';
import type { NounPhrase } from './noun-phrase.js';
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
  if (argument.words === 'by' && isHeldPart(argument, words)) return true;
  // "with one hand … with the other".
  if (argument.words === 'with' && /^the others?$/.test(spoken)) return true;
  if (preposition === 'part' && (argument.words !== 'for' || !phrase.hasNoun))
    return argument.words === 'for';
  const classes = words[phrase.end - 1]?.classes;
  // "with your left hand".
  if (preposition === 'tool' && classes?.has('robot') === true && !classes.has('thing')) return true;
  const isNothing = classes?.has('nothing') === true && !classes.has('thing') && !classes.has('region');
  return isNothing && !isCompoundThing(phrase, words) && !isAttribute(argument, words);
}

/** "the mug with the floral pattern", "the block with a round shape": abstract, but it tells which. */
function isAttribute({ phrase, words: preposition }: Argument, words: readonly TaggedWord[]): boolean {
  const hasArticle = phrase.body > phrase.first;
  return preposition === 'with' && hasArticle && attributeNouns.includes(headOf(phrase, words));
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
export function isMadeShape(argument: Argument, { verb }: Clause, words: readonly TaggedWord[]): boolean {
  const { phrase, preposition, region } = argument;
  if (verb === null || region !== null) return false;
  if (preposition === null) return isMade(phrase, verb.lemma, words);
  if (!/^(into|in)$/.test(argument.words) || isDefinite(phrase, words)) return false;
  const head = headOf(phrase, words);
  const isShaped =
    shapingVerbs.includes(verb.lemma) || verb.kind === 'go' || /^(circle|row|line)$/.test(head);
  return isShaped && madeShapes.includes(head);
}

/** "make a tower", "take a photo of the desk". */
function isMade(phrase: NounPhrase, lemma: string, words: readonly TaggedWord[]): boolean {
  const head = headOf(phrase, words);
  if (/^(make|build|form|create|construct|draw|write|tie)$/.test(lemma)) return madeShapes.includes(head);
  const isPicture = /^(photo|picture|photograph|video|snapshot)$/.test(head);
  return lemma === 'take' && isPicture && words[phrase.end]?.text === 'of' && !isDefinite(phrase, words);
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

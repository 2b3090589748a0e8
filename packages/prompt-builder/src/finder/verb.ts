import { compoundNouns } from '../data/compounds.js';
import { goingVerbs, motionNouns, nameVerbs, statePullers, strongVerbs } from '../data/verbs.js';
import { isNounLike } from './adjectives.js';
import { singularOf } from './inflection.js';
import type { Lexicon, VerbEntry } from './lexicon.js';
import { readNounPhrase } from './noun-phrase.js';
import { isParticle } from './particle.js';
import { prepositionAt } from './preposition.js';
import type { TaggedWord } from './tag.js';
import { isTaskVerb } from './task-name.js';
import { isBeforeVerb, isPlaceVerb, isVerbObject } from './verb-object.js';
import type { WordClass } from './word-class.js';

/** Where a word stands: at the start of a clause, after "and" or a comma, or in the middle of one. */
export type Position = 'start' | 'joined' | 'middle';

/** A verb, and the index after it and its particles: "turn on". */
export interface FoundVerb {
  readonly verb: VerbEntry;
  readonly next: number;
}

/** Reads the verb at a word, or gives null where the word is something else. */
export function readVerb(
  words: readonly TaggedWord[],
  index: number,
  position: Position,
  lexicon: Lexicon,
): FoundVerb | null {
  const text = words[index]?.text ?? '';
  const verb = lexicon.verbOf(text) ?? { lemma: text, kind: 'other' };
  // "by taking the cup and pushing down the lever".
  const hasParticle = words[index]?.classes.has('participle') && isParticle(words, index + 1, verb.lemma);
  const isJoinedForm = hasParticle && position === 'joined' && opensObject(words[index + 2]);
  if (!isJoinedForm && !isVerbHere(words, index, position)) return null;
  // "make sure the rolls are in the bag" makes no rolls.
  if (verb.lemma === 'make' && words[index + 1]?.text === 'sure')
    return { verb: { lemma: 'ensure', kind: 'other' }, next: index + 2 };
  let next = index + 1;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    if (word.breakBefore !== 'none') break;
    if (!isParticle(words, next, verb.lemma) && !isSkipped(words, next)) break;
    next += 1;
  }
  return { verb: leavesInPlace(words, index + 1, next) ? { ...verb, kind: 'operate' } : verb, next };
}

/** "flip open the lid", "flip on the light": by the particle the thing is operated, whatever the verb. */
function leavesInPlace(words: readonly TaggedWord[], first: number, end: number): boolean {
  const [verb, ...particles] = words.slice(first - 1, end).map(({ text }) => text);
  return particles.some(
    (text) => /^(open|closed|shut)$/.test(text) || (verb === 'flip' && /^(on|off)$/.test(text)),
  );
}

function isVerbHere(words: readonly TaggedWord[], index: number, position: Position): boolean {
  const word = words[index];
  if (word === undefined || word.classes.has('determiner') || word.classes.has('possessive')) return false;
  const { classes } = word;
  const next = words[index + 1];
  if (position === 'middle' && isVerbObject(words, index)) return false;
  if (classes.has('verb')) return isBaseVerb(words, index, position);
  if (classes.has('participle')) {
    // "to begin making dough".
    if (/^(begin|start|stop|continue|finish|resume)(s|ing)?$/.test(words[index - 1]?.text ?? '')) return true;
    if (classes.has('adjective') && isNounLike(next)) return false;
    // ", ensuring lids are shut".
    if (position === 'joined' && /^(ensuring|avoiding|leaving)$/.test(word.text)) return true;
    return position === 'start' ? true : opensObject(next);
  }
  if (classes.has('past')) return position === 'start' && !classes.has('adjective');
  // A word that nobody knows, before an article, at the start: "zorp the cup".
  if (!classes.has('noun') && !classes.has('thing')) return false;
  // "and ladle it", "and manuever the spout".
  const opener = word.isKnown ? /^(it|them)$/ : /^(it|them|the|a|an|its|their|your)$/;
  const isJoined = position === 'joined' && opener.test(next?.text ?? '') && next?.breakBefore === 'none';
  return isJoined || (position === 'start' && (opensObject(next) || isUnknownGoing(words, index)));
}

function isBaseVerb(words: readonly TaggedWord[], index: number, position: Position): boolean {
  const [word, next] = [words[index], words[index + 1]];
  if (word === undefined) return false;
  const { classes } = word;
  if (isTaskVerb(words, index) || isPlaceVerb(words, index)) return true;
  const isThing = classes.has('thing') || classes.has('robot');
  if (compoundNouns.get(word.text)?.includes(singularOf(next?.text ?? ''))) return false;
  if (next?.text === 'of' && !isParticle(words, index + 1, word.text)) return false;
  if (next?.classes.has('auxiliary') && !next.classes.has('thing')) return false;
  if (
    classes.has('colour') &&
    (next?.classes.has('colour') || next?.classes.has('thing')) &&
    position !== 'start'
  )
    return false;
  if (classes.has('colour') && next?.classes.has('colour')) return false;
  // "pick place red cube": names of tasks leave out the "and".
  if (word.text === 'place' && /^pick(up)?$/.test(words[index - 1]?.text ?? '')) return true;
  if (!isThing) {
    const isNoun = ['region', 'nothing', 'adjective', 'direction', 'noun'].some((name) =>
      classes.has(name as WordClass),
    );
    // "after closing the door turn off the light".
    const isWithParticle = isParticle(words, index + 1, word.text) && opensObject(words[index + 2]);
    return position !== 'middle' || !isNoun || opensObject(next) || isWithParticle;
  }
  if (opensObject(next)) return true;
  if (namesTask(words, index)) return false;
  if (position !== 'middle' && (goesSomewhere(words, index, position) || isVerbWithParticle(words, index)))
    return true;
  // "pick up juice box and insert into cup".
  const isPlacing = position === 'joined' && strongVerbs.includes(word.text) && !hasArticles(words, index);
  if (isPlacing && /^(in|into|on|onto)$/.test(prepositionAt(words, index + 1)?.words ?? '')) return true;
  const isAlone = next === undefined || next.breakBefore !== 'none' || next.classes.has('and');
  if (isAlone) return position === 'start' && !isThing;
  if (position === 'start') {
    const isFollowed = prepositionAt(words, index + 1) !== null || isBeforeVerb(words, index);
    return !isFollowed || isParticle(words, index + 1, word.text);
  }
  return position === 'joined' && isNounLike(next) && !hasArticles(words, index);
}

/** "handle press", "box close", "handle pull side": names of tasks say the thing first; "slide open" is a verb. */
function namesTask(words: readonly TaggedWord[], index: number): boolean {
  const [word, next, after] = words.slice(index, index + 3);
  if (index !== 0 || next?.breakBefore !== 'none' || statePullers.includes(word?.text ?? '')) return false;
  const isLast = after === undefined || after.classes.has('region') || after.classes.has('direction');
  return (isLast || isTaskVerb(words, 1)) && nameVerbs.includes(next.text);
}

/** "zigzag around the cones": a word that nobody knows, before a way; "gizmo into the box" leaves out the verb. */
function isUnknownGoing(words: readonly TaggedWord[], index: number): boolean {
  const way = words[index]?.isKnown === false ? prepositionAt(words, index + 1) : null;
  if (way === null || words[index + 1]?.breakBefore !== 'none') return false;
  const isWay = /^(around|past|through|towards?|along|across|over to|up to|back to)$/.test(way.words);
  return isWay && opensObject(words[index + 1 + way.length]);
}

/** "circle around the table", "roll up to the counter"; "put the star and circle to the left" names a circle. */
function goesSomewhere(words: readonly TaggedWord[], index: number, position: Position): boolean {
  const ways = motionNouns.get(words[index]?.text ?? '');
  const way = ways === undefined ? null : prepositionAt(words, index + 1);
  if (way === null || words[index + 1]?.breakBefore !== 'none') return false;
  if (!opensObject(words[index + 1 + way.length])) return false;
  const isNamed = /^(to|into|onto|on to|in to|on|in)$/.test(way.words) && words[index]?.text !== 'head';
  return (position === 'start' || !isNamed) && (way.kind === 'goal' || ways?.includes(way.words) === true);
}

/** "and plug in the lamp", "and head to the sink": what follows tells that it is no thing. */
function isVerbWithParticle(words: readonly TaggedWord[], index: number): boolean {
  const [text, particle] = [words[index]?.text ?? '', words[index + 1]];
  if (particle?.breakBefore !== 'none') return false;
  if (goingVerbs.includes(text) && (text === 'head' || !motionNouns.has(text)))
    return prepositionAt(words, index + 1)?.kind === 'goal';
  // "the nail and screw in the box".
  const isPlace = particle.text === 'in' && text !== 'plug';
  return !isPlace && isParticle(words, index + 1, text) && opensObject(words[index + 2]);
}

/** Whether the text uses articles; without them, "and water plant" is a second instruction. */
function hasArticles(words: readonly TaggedWord[], index: number): boolean {
  return words
    .slice(Math.max(0, index - 40), index + 40)
    .some(({ text }) => text === 'the' || text === 'a' || text === 'an');
}

/** Whether a word begins what a verb acts on: an article, a pronoun, a numeral. */
function opensObject(word: TaggedWord | undefined): boolean {
  if (word === undefined || word.breakBefore !== 'none') return false;
  const { classes } = word;
  return (
    classes.has('determiner') ||
    (classes.has('possessive') && !classes.has('noun')) ||
    (classes.has('pronoun') && !classes.has('direction'))
  );
}

/** Words between a verb and its object: "gently", "left" in "rotate left the block", "then". */
function isSkipped(words: readonly TaggedWord[], index: number): boolean {
  const word = words[index];
  if (word === undefined || prepositionAt(words, index) !== null) return false;
  const { classes } = word;
  if (classes.has('thing') || classes.has('determiner')) return false;
  const isAdverb = classes.has('adverb') && !classes.has('adjective');
  if (isAdverb) return true;
  return (
    classes.has('direction') && !isNounLike(words[index + 1]) && readNounPhrase(words, index + 1) !== null
  );
}

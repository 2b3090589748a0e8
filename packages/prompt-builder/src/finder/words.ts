/** How strongly a word is set off from the one before it. */
export type Break = 'none' | 'comma' | 'stop';

/** A word of an instruction. */
export interface Word {
  /** In lower case, with a straight apostrophe; an accent is no letter of its own. */
  readonly text: string;
  /** Span [start, end) in the instruction. */
  readonly start: number;
  readonly end: number;
  /** What stands between the word before and this one. The first word of a text follows a stop. */
  readonly breakBefore: Break;
}

const wordPattern =
  /\bw\/o?(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+(?:(?:['’\-&]|\.(?=\d))[\p{L}\p{M}\p{N}]+)*%?|[&+/]/gu;

/** Words that are written short with a sign. */
const shortened: ReadonlyMap<string, string> = new Map([
  ['w/', 'with'],
  ['w/o', 'without'],
]);

const namePattern = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|\p{L}+/gu;

/** Splits an instruction into words with their places; time is linear in its length. */
export function splitWords(text: string): readonly Word[] {
  return isTaskName(text) ? splitName(text) : splitProse(text);
}

function splitProse(labelled: string): readonly Word[] {
  const text = withoutSceneLabel(labelled);
  const asides = findAsides(text);
  const isNumbered = /^\s*1[.)]\s/.test(text);
  let aside = 0;
  const matches = [...text.matchAll(wordPattern)].filter((match) => {
    while ((asides[aside]?.[1] ?? text.length) <= match.index) aside += 1;
    const isAside = (asides[aside]?.[0] ?? text.length) < match.index;
    return !isAside && !(isNumbered && isStepNumber(text, match));
  });
  return withMissingStops(toWords(text, matches), text);
}

/** Words that begin a sentence and no name. */
const sentenceOpeners =
  /^(We|You|It|Its|They|Please|Could|Can|Would|Then|Make|Put|Pick|Place|Open|Close|Remember|Ignore|Lets|Do|After|Before|If|When|Be)$/;

/** "put it on the stove We need it there": a capital letter in the middle of small ones, where a stop was left out. */
function withMissingStops(words: readonly Word[], text: string): readonly Word[] {
  const capitals = words.filter(({ start }) => /\p{Lu}/u.test(text[start] ?? '')).length;
  if (capitals * 3 > words.length) return words;
  return words.map((word, index) => {
    const isOpener = index > 0 && sentenceOpeners.test(text.slice(word.start, word.end));
    return isOpener && word.breakBefore === 'none' ? { ...word, breakBefore: 'stop' } : word;
  });
}

/** BridgeData names the scene after some instructions: "take the lid off pot cardboard fence". */
function withoutSceneLabel(text: string): string {
  const label = /\s(?:cardboard ?fence|distractors)\s*$/i.exec(text.slice(-40))?.[0];
  if (label === undefined) return text;
  const before = text.slice(0, text.length - label.length);
  const isNoun = /\b(an?|the|of|on|in|to|at|by|near|from|with|behind|over|into|onto|which .*)$/i.test(
    before.slice(-80),
  );
  return isNoun || !/\w\s\w+\s\w+$/.test(before.slice(-80)) ? text : before;
}

/** "1. open the door 2. close it": the numbers count steps. */
function isStepNumber(text: string, { 0: word, index }: RegExpExecArray): boolean {
  const end = index + word.length;
  return /^\d{1,2}$/.test(word) && /^[.)]\s/.test(text.slice(end, end + 2));
}

function splitName(text: string): readonly Word[] {
  const name = text.replace(/\.\w{1,5}\s*$/, '');
  return withoutLabels(toWords(name, [...name.matchAll(namePattern)]));
}

function toWords(text: string, matches: readonly RegExpExecArray[]): readonly Word[] {
  let position = 0;
  return matches.map(({ 0: word, index }, number): Word => {
    const between = text.slice(position, index).replace(/\([^()]*\)/g, '');
    position = index + word.length;
    const spoken = word.normalize('NFC').toLowerCase().replaceAll('’', "'");
    return {
      text: shortened.get(spoken) ?? spoken,
      start: index,
      end: position,
      breakBefore: number === 0 ? 'stop' : breakOf(between, matches[number - 1]?.[0] ?? ''),
    };
  });
}

/** "door-open-v2" is "door open"; LIBERO's files name scene and kind: `KITCHEN_SCENE1_open_the_drawer_demo`. */
function withoutLabels(words: readonly Word[]): readonly Word[] {
  const scene = words.findIndex(({ text }, index) => text === 'scene' && isNumber(words[index + 1]));
  const version = words.findIndex(({ text }, index) => text === 'v' && isNumber(words[index + 1]));
  const end = words.at(-1)?.text === 'demo' ? words.length - 1 : words.length;
  const isLabelled = scene >= 0 && scene <= 2;
  // "so100_lift_cube", a name that begins with that of an arm.
  const isArm = words[0]?.text === 'so' && /^10\d$/.test(words[1]?.text ?? '');
  return words.slice(isLabelled ? scene + 2 : isArm ? 2 : 0, version > 0 ? version : end);
}

function isNumber(word: Word | undefined): boolean {
  return word !== undefined && /^\d+$/.test(word.text);
}

/** Spans of what stands in brackets: "the mug (the blue one)" is the mug. */
function findAsides(text: string): [start: number, end: number][] {
  return [...text.matchAll(/(?<=\w )\([^()]{1,80}\)|(?<=\w)\(e?s\)/g)].map(({ 0: aside, index }) => [
    index,
    index + aside.length,
  ]);
}

/** Names of tasks in code have no space: `pick_up_the_cup`, `door-open-v2`, `PickPlaceCounterToSink`. */
function isTaskName(text: string): boolean {
  if (text.length > 200 || !/[a-z][A-Z]|[_-]/.test(text)) return false;
  return /^\s*[A-Za-z0-9]+(?:[_-]+[A-Za-z0-9]+)*(?:\.\w{1,5})?\s*$/.test(text);
}

function breakOf(between: string, before: string): Break {
  // "the Dr. Pepper can", "the 12 oz. cup".
  if (between.startsWith('. ') && /^(dr|mr|mrs|ms|st|oz|lb|vs|no)$/i.test(before)) return 'none';
  if (/[.!?;\n\r]|[-–—]{2}|[→>]/.test(between)) return 'stop';
  return /[,:()[\]–—]|\s-\s/.test(between) ? 'comma' : 'none';
}

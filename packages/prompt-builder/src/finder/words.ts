/** How strongly a word is set off from the one before it. */
export type Break = 'none' | 'comma' | 'stop';

/** A word of an instruction. */
export interface Word {
  /** In lower case, with a straight apostrophe. */
  readonly text: string;
  /** Span [start, end) in the instruction. */
  readonly start: number;
  readonly end: number;
  /** What stands between the word before and this one. The first word of a text follows a stop. */
  readonly breakBefore: Break;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’.\-&][\p{L}\p{M}\p{N}]+)*%?|[&+/]/gu;
const namePattern = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|\p{L}+/gu;

/** Splits an instruction into words with their places; time is linear in its length. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let position = 0;
  const asides = findAsides(text);
  const isNumbered = /^\s*1[.)]\s/.test(text);
  for (const match of text.matchAll(isTaskName(text) ? namePattern : wordPattern)) {
    while ((asides[0]?.[1] ?? text.length) <= match.index) asides.shift();
    if ((asides[0]?.[0] ?? text.length) < match.index) continue;
    // "1. open the door 2. close it": the numbers count steps.
    if (
      isNumbered &&
      /^\d{1,2}$/.test(match[0]) &&
      /^[.)]\s/.test(text.slice(match.index + match[0].length, match.index + match[0].length + 2))
    )
      continue;
    const between = text.slice(position, match.index);
    words.push({
      text: match[0].toLowerCase().replaceAll('’', "'"),
      start: match.index,
      end: match.index + match[0].length,
      breakBefore: words.length === 0 ? 'stop' : breakOf(between.replace(/\([^()]*\)/g, '')),
    });
    position = match.index + match[0].length;
  }
  return isTaskName(text) ? withoutVersion(words) : words;
}

/** "door-open-v2" is "door open". */
function withoutVersion(words: readonly Word[]): readonly Word[] {
  const version = words.findIndex(
    ({ text }, index) => text === 'v' && /^\d+$/.test(words[index + 1]?.text ?? ''),
  );
  return version > 0 ? words.slice(0, version) : words;
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
  return (
    text.length < 200 &&
    /^\s*[A-Za-z0-9]+(?:[_-]+[A-Za-z0-9]+)*\s*$/.test(text) &&
    /[a-z][A-Z]|[_-]/.test(text)
  );
}

function breakOf(between: string): Break {
  if (/[.!?;\n\r]|[-–—]{2}|[→>]/.test(between)) return 'stop';
  return /[,:()[\]–—]|\s-\s/.test(between) ? 'comma' : 'none';
}

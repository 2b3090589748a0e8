import { closeWord, directions, wordSets } from '@inspire-vla/adapter';
import { closeColour, directionColours } from './data/palette.js';
import { scaleColour } from './scale-colour.js';

/** Gives answers their colours. A colour belongs to a word, so an answer of several words has several bands. */
export interface Painter {
  /** The answer of a code, or "unlabelled". */
  name(code: number): string;
  /** Class of each band of a code's answer, first word first. */
  bands(code: number): readonly string[];
  /** Whether the answer says that the gripper holds the object. */
  isHeld(code: number): boolean;
  /** Whether any answer has several words. */
  readonly hasBands: boolean;
  /** The words of the answers, with their class. */
  readonly words: readonly PaintedWord[];
  /** Style rules that give each class its colour. */
  readonly rules: string;
}

/** A word of the answers and the class that paints it. */
export interface PaintedWord {
  /** A part of an answer between spaces. */
  readonly word: string;
  /** Made of a number, never of the word itself. */
  readonly className: string;
}

/** What unlabelled frames are called and how they are painted. */
export const unlabelledWord: PaintedWord = { word: 'unlabelled', className: 'no-label' };

const heldWords: readonly string[] = Object.values(wordSets).map(({ grasped }) => grasped);

const fixedColours: ReadonlyMap<string, string> = new Map([
  ...directions.map((word, index) => [word, directionColours[index] ?? ''] as const),
  [closeWord, closeColour],
]);

/** Makes the painter of a vocabulary: directions by the palette, numbers and other words by a scale. */
export function createPainter(vocabulary: readonly string[]): Painter {
  const words = [...new Set(vocabulary.flatMap(split))];
  const classes = new Map(words.map((word, index) => [word, isHeldWord(word) ? 'held' : `word-${index}`]));
  const colourOf = createColours(words);
  return {
    hasBands: vocabulary.some((answer) => split(answer).length > 1),
    words: words.map((word) => ({ word, className: classes.get(word) ?? '' })),
    rules: words
      .filter((word) => !isHeldWord(word))
      .map((word) => `.${classes.get(word)}{--paint:${colourOf(word)}}`)
      .join(''),
    name: (code) => vocabulary[code] ?? unlabelledWord.word,
    isHeld: (code) => isHeldWord(vocabulary[code] ?? ''),
    bands(code) {
      const answer = vocabulary[code];
      if (answer === undefined) return [unlabelledWord.className];
      return split(answer).map((word) => classes.get(word) ?? '');
    },
  };
}

function split(answer: string): readonly string[] {
  return answer.split(' ');
}

function isHeldWord(word: string): boolean {
  return heldWords.includes(word);
}

function isNumber(word: string): boolean {
  return /^[+-]?\d{1,9}(\.\d{1,9})?$/.test(word);
}

function createColours(words: readonly string[]): (word: string) => string {
  const numbers = words.filter(isNumber).map(Number);
  const low = numbers.reduce((least, value) => Math.min(least, value), 0);
  const high = numbers.reduce((most, value) => Math.max(most, value), low + 1e-9);
  const others = words.filter((word) => !fixedColours.has(word) && !isNumber(word) && !isHeldWord(word));
  return (word) => {
    if (isNumber(word)) return scaleColour((Number(word) - low) / (high - low));
    return fixedColours.get(word) ?? scaleColour(others.indexOf(word) / Math.max(1, others.length - 1));
  };
}

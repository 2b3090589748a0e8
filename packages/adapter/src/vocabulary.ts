import { InspireError } from './errors.js';

/**
 * The six directions, in the order that label codes follow.
 *
 * This is the only place where direction words are spelt; a frame maps axes to them.
 */
export const directions = ['right', 'left', 'up', 'down', 'front', 'back'] as const;

/** One of the six directions, as seen by a third-person viewer. */
export type Direction = (typeof directions)[number];

/** The five ways to ask about an object (paper, Table 3). */
export const formulations = ['direction-1d', 'direction-3d', 'proximity', 'location-3d', 'distance'] as const;

/** One of the five ways to ask about an object. */
export type Formulation = (typeof formulations)[number];

/** Word sets for the answers: `paper` says "grasped", `authors` (the published code) says "catch". */
export const wordSets = { paper: { grasped: 'grasped' }, authors: { grasped: 'catch' } } as const;

/** Name of a word set. */
export type WordSet = keyof typeof wordSets;

/** The word for an object within the close threshold, in both word sets. */
export const closeWord = 'close';

/** The word pair of one axis: [towards positive, towards negative]. */
export type AxisWords = readonly [positive: Direction, negative: Direction];

/** The closed list of answers that one formulation allows; what a model may say in an answer slot. */
export interface AnswerVocabulary {
  /** The formulation that these answers belong to. */
  readonly formulation: Formulation;
  /** The word set that they are written in. */
  readonly words: WordSet;
  /** All answers. The index of an answer in this list is its label code. */
  readonly answers: readonly string[];
}

/** Options of {@link createAnswerVocabulary}. */
export interface AnswerVocabularyOptions {
  /** Default `direction-1d`. */
  readonly formulation?: Formulation;
  /** Default `paper`. */
  readonly words?: WordSet;
  /** Whether "close" is an answer of the two direction formulations. Default false, as the reference trains. */
  readonly close?: boolean;
  /** Words of the x, y and z axis for the 3-D formulations. Default LIBERO: front/back, right/left, up/down. */
  readonly axes?: readonly [AxisWords, AxisWords, AxisWords];
}

const liberoAxes: readonly [AxisWords, AxisWords, AxisWords] = [
  ['front', 'back'],
  ['right', 'left'],
  ['up', 'down'],
];

/**
 * Lists every answer of a formulation in a word set.
 *
 * Source: paper, Table 3, and Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py for the word forms.
 *
 * @throws InspireError `ANSWER_VOCABULARY` for a formulation or a word set that does not exist.
 *
 * @example
 * ```ts
 * import { createAnswerVocabulary } from '@inspire-vla/adapter';
 *
 * createAnswerVocabulary().answers; // ['right', 'left', 'up', 'down', 'front', 'back', 'grasped']
 * ```
 */
export function createAnswerVocabulary(options: AnswerVocabularyOptions = {}): AnswerVocabulary {
  const { formulation = 'direction-1d', words = 'paper', close = false, axes = liberoAxes } = options;
  checkKnown('formulation', formulation, formulations);
  checkKnown('words', words, Object.keys(wordSets));
  const { grasped } = wordSets[words];
  const near = close ? [closeWord] : [];
  const answers: Record<Formulation, () => readonly string[]> = {
    'direction-1d': () => [...directions, grasped, ...near],
    'direction-3d': () => [...combinations(axes.map((axis) => [...axis, ...near])), grasped],
    proximity: () => [closeWord, 'near', 'middle', 'far', grasped],
    // Decimetres, truncated and clipped to -9..9 on each axis.
    'location-3d': () => [...combinations(axes.map(() => numbers(-9, 9))), grasped],
    // Decimetres, 0..9.
    distance: () => [...numbers(0, 9), grasped],
  };
  return { formulation, words, answers: answers[formulation]() };
}

/** Callers without types may have made one up. */
function checkKnown(at: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  const fix = `give one of: ${known.join(', ')}`;
  throw new InspireError({ code: 'ANSWER_VOCABULARY', message: `there is no "${value}"`, at, fix });
}

function combinations(axes: readonly (readonly string[])[]): readonly string[] {
  return axes.reduce<readonly string[]>(
    (heads, axis) => heads.flatMap((head) => axis.map((word) => (head === '' ? word : `${head} ${word}`))),
    [''],
  );
}

function numbers(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

import type { AnswerVocabulary, Formulation, WordSet } from '@inspire-vla/adapter';
import type { Frame } from '../../frame/frame.js';
import type { FineVariant, Relation } from '../relation.js';

/** Label code of a frame whose position is not known, or has no direction. */
export const unlabelled = 0xffff;

/** Vectors [length × 3]. */
export type Vectors = Float64Array | Float32Array;

/**
 * Gives the label code of the finite vector that begins at an index, in the frame's axes, metres.
 *
 * Grasp and unknown positions are decided before it. It reads from the array because numbers that are handed to a
 * function that is not inlined are allocated, three per frame.
 */
export type Rule = (vectors: Vectors, at: number) => number;

/** A formulation as data: its answers, its rule, and what each code means. */
export interface CodedRule {
  readonly vocabulary: AnswerVocabulary;
  /** Code of a held object. */
  readonly grasped: number;
  readonly rule: Rule;
  /** What a code of the vocabulary other than `grasped` says. */
  meaning(code: number): Relation;
}

/** What a rule depends on. */
export interface RuleOptions {
  readonly formulation: Formulation;
  readonly frame: Frame;
  readonly words: WordSet;
  /** Metres; at or below it an object is "close". Null: the word is not used where it is no word of its own. */
  readonly closeThreshold: number | null;
  readonly fine: FineVariant;
  /** Whether the largest component must be strictly larger than both others. */
  readonly isStrict: boolean;
}

/** Codes of a vocabulary by answer. */
export function codesOf(vocabulary: AnswerVocabulary): (answer: string) => number {
  const codes = new Map(vocabulary.answers.map((answer, code) => [answer, code]));
  return (answer) => codes.get(answer) ?? unlabelled;
}

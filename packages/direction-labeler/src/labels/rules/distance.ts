import { type AnswerVocabulary, createAnswerVocabulary, type WordSet, wordSets } from '@inspire-vla/adapter';
import { lengthOf } from '../length-of.js';
import type { FineVariant } from '../relation.js';
import { largestTenths, roundTenths } from '../round-tenths.js';
import { type CodedRule, codesOf, type Rule, type RuleOptions } from './rule.js';

/** distance: one number; decimetres truncated and clipped to 9, or metres with one digit, up to 9.9. */
export function createDistanceRule({ words, fine }: RuleOptions): CodedRule {
  const vocabulary = vocabularyOf(fine, words);
  return {
    vocabulary,
    grasped: codesOf(vocabulary)(wordSets[words].grasped),
    rule: fine === 'fast' ? rounded : truncated,
    meaning: (found) => ({ kind: 'distance', decimetres: found }),
  };
}

// Both vocabularies list their numbers from zero, so that the code is the number of decimetres.
const truncated: Rule = (vectors, at) => Math.min(9, lengthOf(vectors, at) * 10) | 0;
const rounded: Rule = (vectors, at) => roundTenths(lengthOf(vectors, at));

function vocabularyOf(fine: FineVariant, words: WordSet): AnswerVocabulary {
  const formulation = 'distance';
  if (fine === 'minivla') return createAnswerVocabulary({ formulation, words });
  const numbers = Array.from({ length: largestTenths + 1 }, (_, tenths) => (tenths / 10).toFixed(1));
  return { formulation, words, answers: [...numbers, wordSets[words].grasped] };
}

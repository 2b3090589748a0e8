import { createAnswerVocabulary, wordSets } from '@inspire-vla/adapter';
import { lengthOf } from '../length-of.js';
import { type Proximity, thresholds } from '../relation.js';
import { type CodedRule, codesOf, type RuleOptions } from './rule.js';

/** proximity: how far, in four steps. */
export function createProximityRule({ words, closeThreshold }: RuleOptions): CodedRule {
  const vocabulary = createAnswerVocabulary({ formulation: 'proximity', words });
  const code = codesOf(vocabulary);
  const steps: readonly Proximity[] = ['close', 'near', 'middle', 'far'];
  const [close = 0, near = 0, middle = 0, far = 0] = steps.map(code);
  const limit = closeThreshold ?? thresholds.close;
  return {
    vocabulary,
    grasped: code(wordSets[words].grasped),
    rule: (vectors, at) => {
      const distance = lengthOf(vectors, at);
      if (distance < limit) return close;
      if (distance < thresholds.near) return near;
      return distance < thresholds.middle ? middle : far;
    },
    meaning: (found) => ({ kind: 'proximity', step: vocabulary.answers[found] as Proximity }),
  };
}

import { closeWord, createAnswerVocabulary, type Direction, wordSets } from '@inspire-vla/adapter';
import type { Relation } from '../relation.js';
import { type CodedRule, codesOf, type Rule, type RuleOptions, unlabelled } from './rule.js';

/** direction-1d: the axis with the largest magnitude speaks; the first one wins ties, as numpy's argmax. */
export function createDirectionRule(options: RuleOptions): CodedRule {
  const { frame, words, closeThreshold, isStrict } = options;
  const vocabulary = createAnswerVocabulary({ words, close: closeThreshold !== null });
  const code = codesOf(vocabulary);
  const axes = [frame.x, frame.y, frame.z].flat().map(code);
  const close = code(closeWord);
  const limit = closeThreshold ?? 0;
  const within = closeThreshold === null ? unlabelled : close;
  return {
    vocabulary,
    grasped: code(wordSets[words].grasped),
    // The strict rule has a word for the zero vector too.
    rule: isStrict ? strictRule(axes, closeThreshold, close) : firstRule(axes, limit, within),
    meaning(found) {
      if (found === close) return { kind: 'close' };
      const place = axes.indexOf(found);
      const direction = vocabulary.answers[found] as Direction;
      return {
        kind: 'direction',
        axis: axisNames[place >> 1] ?? 'x',
        sign: place % 2 === 0 ? 1 : -1,
        direction,
      };
    },
  };
}

const axisNames = ['x', 'y', 'z'] as const satisfies readonly (Relation & { kind: 'direction' })['axis'][];

/**
 * Six comparisons look the code up, without branches on the data: a processor guesses those wrong every other frame.
 *
 * @param limit - metres; a vector within it on every axis gets the code `within`.
 */
function firstRule(axes: readonly number[], limit: number, within: number): Rule {
  const table = Uint16Array.from({ length: 64 }, (_, bits) => axes[wordOf(bits)] ?? unlabelled);
  return (vectors, at) => {
    const x = vectors[at] as number;
    const y = vectors[at + 1] as number;
    const z = vectors[at + 2] as number;
    const ax = Math.abs(x);
    const ay = Math.abs(y);
    const az = Math.abs(z);
    if (ax <= limit && ay <= limit && az <= limit) return within;
    const sizes = Number(ay > ax) | (Number(az > ax) << 1) | (Number(az > ay) << 2);
    const signs = Number(x > 0) | (Number(y > 0) << 1) | (Number(z > 0) << 2);
    return table[sizes | (signs << 3)] as number;
  };
}

/** Which of the six words comparisons choose: y over x, z over x, z over y, then whether x, y and z are positive. */
function wordOf(bits: number): number {
  const isSet = (bit: number) => ((bits >> bit) & 1) === 1;
  const later = isSet(2) ? 2 : 1;
  const axis = isSet(0) || isSet(1) ? (isSet(0) ? later : 2) : 0;
  return axis * 2 + (isSet(3 + axis) ? 0 : 1);
}

/** Koorye/Inspire\@c61328bc scripts/annotate_data.py: a chain of strict comparisons that ends in the last word. */
function strictRule(axes: readonly number[], limit: number | null, close: number): Rule {
  const [right = 0, left = 0, back = 0, front = 0, up = 0, down = 0] = axes;
  return (vectors, at) => {
    const x = vectors[at] as number;
    const y = vectors[at + 1] as number;
    const z = vectors[at + 2] as number;
    const ax = Math.abs(x);
    const ay = Math.abs(y);
    const az = Math.abs(z);
    if (limit !== null && Math.max(ax, ay, az) <= limit) return close;
    if (ax > ay && ax > az) return x > 0 ? right : left;
    if (ay > ax && ay > az) return y > 0 ? back : front;
    return az > ax && az > ay && z > 0 ? up : down;
  };
}

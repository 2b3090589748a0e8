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
 * Written without branches on the data: a processor guesses them wrong every other frame.
 *
 * @param limit - metres; a vector within it on every axis gets the code `within`.
 */
function firstRule(axes: readonly number[], limit: number, within: number): Rule {
  const table = Uint16Array.from(axes);
  return (vectors, at) => {
    const x = vectors[at] as number;
    const y = vectors[at + 1] as number;
    const z = vectors[at + 2] as number;
    const ax = Math.abs(x);
    const ay = Math.abs(y);
    const az = Math.abs(z);
    const larger = Math.max(ax, ay);
    if (larger <= limit && az <= limit) return within;
    const isZ = Number(az > larger);
    const axis = isZ * 2 + Number(ay > ax) * (1 - isZ);
    const negative = Number(!(x > 0)) | (Number(!(y > 0)) << 1) | (Number(!(z > 0)) << 2);
    return table[axis * 2 + ((negative >> axis) & 1)] as number;
  };
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

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
  const pick = isStrict ? strictRule(axes) : firstRule(axes);
  return {
    vocabulary,
    grasped: code(wordSets[words].grasped),
    rule: withThreshold(pick, closeThreshold, close, isStrict),
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

function withThreshold(pick: Rule, threshold: number | null, close: number, isStrict: boolean): Rule {
  // The strict rule has a word for the zero vector too.
  if (threshold === null && isStrict) return pick;
  const limit = threshold ?? 0;
  const within = threshold === null ? unlabelled : close;
  return (x, y, z) =>
    Math.abs(x) <= limit && Math.abs(y) <= limit && Math.abs(z) <= limit ? within : pick(x, y, z);
}

function firstRule(axes: readonly number[]): Rule {
  const [front = 0, back = 0, right = 0, left = 0, up = 0, down = 0] = axes;
  return (x, y, z) => {
    const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
    if (ax >= ay && ax >= az) return x > 0 ? front : back;
    if (ay >= az) return y > 0 ? right : left;
    return z > 0 ? up : down;
  };
}

/** Koorye/Inspire\@c61328bc scripts/annotate_data.py: a chain of strict comparisons that ends in the last word. */
function strictRule(axes: readonly number[]): Rule {
  const [right = 0, left = 0, back = 0, front = 0, up = 0, down = 0] = axes;
  return (x, y, z) => {
    const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
    if (ax > ay && ax > az) return x > 0 ? right : left;
    if (ay > ax && ay > az) return y > 0 ? back : front;
    return az > ax && az > ay && z > 0 ? up : down;
  };
}

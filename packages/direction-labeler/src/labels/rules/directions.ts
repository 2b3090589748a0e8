import { closeWord, createAnswerVocabulary, wordSets } from '@inspire-vla/adapter';
import type { Sign } from '../relation.js';
import { type CodedRule, codesOf, type RuleOptions, unlabelled } from './rule.js';

const signs: readonly Sign[] = [1, -1, 0];

/** direction-3d: one word per axis; zero counts as negative, as in the authors' code. */
export function createDirectionsRule({ frame, words, closeThreshold }: RuleOptions): CodedRule {
  const isClose = closeThreshold !== null;
  const axes = [frame.x, frame.y, frame.z] as const;
  const vocabulary = createAnswerVocabulary({
    formulation: 'direction-3d',
    words,
    close: isClose,
    axes,
  });
  const code = codesOf(vocabulary);
  const [xs = [], ys = [], zs = []] = axes.map((axis) => [...axis, closeWord]);
  const table = Uint16Array.from(xs.flatMap((x) => ys.flatMap((y) => zs.map((z) => code(`${x} ${y} ${z}`)))));
  const limit = closeThreshold ?? -1;
  // 0 positive, 1 negative, 2 close; without branches on the data, which a processor would guess wrong.
  const state = (value: number) => {
    const near = Number(Math.abs(value) <= limit);
    return near * 2 + Number(!(value > 0)) * (1 - near);
  };
  return {
    vocabulary,
    grasped: code(wordSets[words].grasped),
    rule: (vectors, at) => {
      const x = vectors[at] as number;
      const y = vectors[at + 1] as number;
      const z = vectors[at + 2] as number;
      if (!isClose && x === 0 && y === 0 && z === 0) return unlabelled;
      return table[(state(x) * 3 + state(y)) * 3 + state(z)] as number;
    },
    meaning(found) {
      const place = table.indexOf(found);
      const sign = (index: number) => signs[index % 3] ?? 0;
      return {
        kind: 'directions',
        signs: [sign(Math.floor(place / 9)), sign(Math.floor(place / 3)), sign(place)],
      };
    },
  };
}

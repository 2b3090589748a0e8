import { type AnswerVocabulary, createAnswerVocabulary, type WordSet, wordSets } from '@inspire-vla/adapter';
import type { FineVariant } from '../relation.js';
import { roundTenths } from '../round-tenths.js';
import type { CodedRule, RuleOptions } from './rule.js';

/** How numbers on one axis are counted: the index of a value, and the value and text of an index. */
interface Scale {
  readonly size: number;
  index(metres: number): number;
  /** Decimetres; may be −0. */
  value(index: number): number;
  text(index: number): string;
}

/** Decimetres, truncated and clipped to −9..9 (Koorye/Inspire\@c61328bc). */
const minivla: Scale = {
  size: 19,
  // Clipped first, so that the cheap truncation to 32 bits is exact.
  index: (metres) => (Math.max(-9, Math.min(9, metres * 10)) | 0) + 9,
  value: (index) => index - 9,
  text: (index) => String(index - 9),
};

/**
 * Metres with one digit, rounded as Python does, minus zero included (Inspire-FAST src/openpi).
 *
 * There they have no end; here they end at ±1.9 m, farther than a table-top arm reaches, so that a code fits 16 bits.
 */
const fast: Scale = {
  size: 40,
  index: (metres) => {
    const tenths = roundTenths(metres);
    const isNegative = metres < 0 || Object.is(metres, -0);
    return isNegative ? 19 - Math.min(19, -tenths) : 20 + Math.min(19, tenths);
  },
  value: (index) => (index < 20 ? -(19 - index) : index - 20),
  text: (index) => `${index < 20 ? '-' : ''}${((index < 20 ? 19 - index : index - 20) / 10).toFixed(1)}`,
};

const scales: Readonly<Record<FineVariant, Scale>> = { minivla, fast };

/** location-3d: a number per axis. */
export function createLocationRule({ words, fine }: RuleOptions): CodedRule {
  const scale = scales[fine];
  const vocabulary = vocabularyOf(fine, words);
  const { size, index, value } = scale;
  return {
    vocabulary,
    grasped: size ** 3,
    rule: (vectors, at) => {
      const x = vectors[at] as number;
      const y = vectors[at + 1] as number;
      const z = vectors[at + 2] as number;
      return (index(x) * size + index(y)) * size + index(z);
    },
    meaning: (found) => ({
      kind: 'location',
      decimetres: [
        value(Math.floor(found / size ** 2)),
        value(Math.floor(found / size) % size),
        value(found % size),
      ],
    }),
  };
}

function vocabularyOf(fine: FineVariant, words: WordSet): AnswerVocabulary {
  const formulation = 'location-3d';
  if (fine === 'minivla') return createAnswerVocabulary({ formulation, words });
  const texts = Array.from({ length: fast.size }, (_, index) => fast.text(index));
  const numbers = texts.flatMap((x) => texts.flatMap((y) => texts.map((z) => `${x} ${y} ${z}`)));
  return { formulation, words, answers: [...numbers, wordSets[words].grasped] };
}

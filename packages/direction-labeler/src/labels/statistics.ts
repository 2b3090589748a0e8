import type { AnswerVocabulary } from '@inspire-vla/adapter';
import { unlabelled } from './rules/rule.js';

/** How often each answer was given. */
export interface AnswerCounts {
  /** By answer, in the vocabulary's order; answers that never occur are left out. */
  readonly answers: Readonly<Record<string, number>>;
  readonly unlabelled: number;
}

/**
 * Counts label codes.
 *
 * @param codes - any number of columns [length].
 */
export function countAnswers(codes: Iterable<Uint16Array>, vocabulary: AnswerVocabulary): AnswerCounts {
  const counts = new Uint32Array(unlabelled + 1);
  for (const column of codes) {
    for (const code of column) counts[code] = (counts[code] as number) + 1;
  }
  const answers = vocabulary.answers.flatMap((answer, code) => {
    const count = counts[code] ?? 0;
    return count === 0 ? [] : [[answer, count] as const];
  });
  return { answers: Object.fromEntries(answers), unlabelled: counts[unlabelled] ?? 0 };
}

/**
 * The frames at which a label changes: every frame whose code differs from the one before.
 *
 * @param codes - label codes of one object over an episode [length].
 *
 * @example
 * ```ts
 * import { changePoints } from '@inspire-vla/direction-labeler';
 *
 * changePoints(Uint16Array.of(3, 3, 6, 6, 1)); // Uint32Array [2, 4]
 * ```
 */
export function changePoints(codes: Uint16Array): Uint32Array {
  let count = 0;
  for (let frame = 1; frame < codes.length; frame += 1) if (codes[frame] !== codes[frame - 1]) count += 1;
  const points = new Uint32Array(count);
  for (let frame = 1, place = 0; place < count; frame += 1) {
    if (codes[frame] === codes[frame - 1]) continue;
    points[place] = frame;
    place += 1;
  }
  return points;
}

/** How labels run over an episode. */
export interface LabelRuns {
  /** Stretches of equal labels. */
  readonly runs: number;
  /** Stretches of one frame between two equal labels: what {@link smoothLabels} would remove. */
  readonly flickers: number;
  /** Frames of the shortest and the longest stretch; 0 without frames. */
  readonly shortest: number;
  readonly longest: number;
}

/**
 * Measures the stretches of equal labels.
 *
 * @param codes - label codes of one object over an episode [length].
 *
 * @example
 * ```ts
 * import { labelRuns } from '@inspire-vla/direction-labeler';
 *
 * labelRuns(Uint16Array.of(3, 3, 6, 3, 3, 3)); // { runs: 3, flickers: 1, shortest: 1, longest: 3 }
 * ```
 */
export function labelRuns(codes: Uint16Array): LabelRuns {
  if (codes.length === 0) return { runs: 0, flickers: 0, shortest: 0, longest: 0 };
  const starts = [0, ...changePoints(codes)];
  const lengths = starts.map((start, index) => (starts[index + 1] ?? codes.length) - start);
  const flickers = starts.filter(
    (start, index) => start > 0 && lengths[index] === 1 && codes[start - 1] === codes[start + 1],
  ).length;
  return {
    runs: starts.length,
    flickers,
    shortest: lengths.reduce((a, b) => Math.min(a, b)),
    longest: lengths.reduce((a, b) => Math.max(a, b)),
  };
}

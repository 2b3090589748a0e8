import { unlabelled } from '@inspire-vla/direction-labeler';
import type { LabelCounts } from './metadata.js';

/** How often each label code occurs, {@link unlabelled} among them. */
export type CodeCounts = ReadonlyMap<number, number>;

/** Counts label codes. */
export function countCodes(codes: ArrayLike<number>): CodeCounts {
  const counts = new Map<number, number>();
  for (let place = 0; place < codes.length; ) {
    const code = codes[place] as number;
    const start = place;
    // Labels come in runs.
    while (place < codes.length && codes[place] === code) place += 1;
    counts.set(code, (counts.get(code) ?? 0) + place - start);
  }
  return counts;
}

/** The counts of several stretches together. */
export function sumCodes(all: Iterable<CodeCounts>): CodeCounts {
  const sum = new Map<number, number>();
  for (const counts of all) {
    for (const [code, count] of counts) sum.set(code, (sum.get(code) ?? 0) + count);
  }
  return sum;
}

/** Counts per answer, in the vocabulary's order; answers that never occur are left out. */
export function describeCounts(counts: CodeCounts, vocabulary: readonly string[]): LabelCounts {
  const labelled = [...counts].filter(([code]) => code !== unlabelled).sort(([one], [other]) => one - other);
  const answers = Object.fromEntries(labelled.map(([code, count]) => [vocabulary[code] ?? '', count]));
  return { answers, unlabelled: counts.get(unlabelled) ?? 0 };
}

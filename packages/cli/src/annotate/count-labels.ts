import { unlabelled } from '@inspire-vla/direction-labeler';
import type { ObjectLabels } from './annotate-episode.js';
import type { LabelCounts } from './metadata.js';

/** Counts labels per answer, in the vocabulary's order; answers that never occur are left out. */
export function countLabels(
  labels: readonly Pick<ObjectLabels, 'codes'>[],
  vocabulary: readonly string[],
): LabelCounts {
  const perCode = new Map<number, number>();
  for (const { codes } of labels) {
    for (const code of codes) perCode.set(code, (perCode.get(code) ?? 0) + 1);
  }
  const missing = perCode.get(unlabelled) ?? 0;
  perCode.delete(unlabelled);
  const sorted = [...perCode].sort(([one], [other]) => one - other);
  const answers = Object.fromEntries(sorted.map(([code, count]) => [vocabulary[code] ?? '', count]));
  return { answers, unlabelled: missing };
}

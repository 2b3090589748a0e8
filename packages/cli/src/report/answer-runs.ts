import { unlabelled } from '@inspire-vla/direction-labeler';

/** Frames [start, end) with one answer. */
export interface AnswerRun {
  /** Label code, or `unlabelled`. */
  readonly code: number;
  /** First frame. */
  readonly start: number;
  /** The frame after the last. */
  readonly end: number;
}

/** Splits the first `length` codes into runs of equal ones; missing codes are unlabelled. */
export function answerRuns(codes: Uint16Array, length: number): readonly AnswerRun[] {
  const runs: AnswerRun[] = [];
  for (let start = 0, end = 0; start < length; start = end) {
    const code = codes[start] ?? unlabelled;
    while (end < length && (codes[end] ?? unlabelled) === code) end += 1;
    runs.push({ code, start, end });
  }
  return runs;
}

/**
 * As {@link answerRuns}, with at most `maximum` runs: where there are more, the episode is cut into that many equal
 * parts, and each has its commonest answer.
 */
export function coarseRuns(codes: Uint16Array, length: number, maximum: number): readonly AnswerRun[] {
  const runs = answerRuns(codes, length);
  if (runs.length <= maximum) return runs;
  return Array.from({ length: maximum }, (_, part) => {
    const start = Math.floor((part * length) / maximum);
    const end = Math.floor(((part + 1) * length) / maximum);
    return { code: commonest(codes.subarray(start, end)), start, end };
  });
}

function commonest(codes: Uint16Array): number {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [unlabelled, 0])[0];
}

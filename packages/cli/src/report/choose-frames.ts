import { answerRuns } from './answer-runs.js';

/** Share of an episode that two chosen frames are at least apart, so that their marks do not lie on each other. */
const smallestGap = 1 / 30;

/**
 * Chooses the frames of an episode that are worth a picture: the first, the last, those where an answer changes
 * (longest stretches first, at most half of all), and the rest in the widest gaps.
 *
 * @param codes - label codes of each object [objects][length].
 * @param length - frames.
 * @param count - how many to choose; fewer where the episode is shorter.
 * @returns frames in ascending order.
 */
export function chooseFrames(codes: readonly Uint16Array[], length: number, count = 8): readonly number[] {
  const total = Math.min(count, length);
  if (total <= 0) return [];
  const chosen = new Set([0, length - 1].slice(0, total));
  const room = Math.min(total, chosen.size + Math.floor(count / 2));
  for (const frame of changes(codes, length)) {
    if (chosen.size < room && isApart(frame, chosen, length * smallestGap)) chosen.add(frame);
  }
  while (chosen.size < total) chosen.add(middleOfWidestGap(chosen));
  return ascending(chosen);
}

/** Frames with another answer than the frame before, those that begin the longest runs first. */
function changes(codes: readonly Uint16Array[], length: number): readonly number[] {
  const runs = codes.flatMap((column) => answerRuns(column, length).filter(({ start }) => start > 0));
  return runs
    .toSorted((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start)
    .map(({ start }) => start);
}

function isApart(frame: number, chosen: ReadonlySet<number>, gap: number): boolean {
  return [...chosen].every((other) => Math.abs(other - frame) >= Math.max(1, gap));
}

function middleOfWidestGap(chosen: ReadonlySet<number>): number {
  const frames = ascending(chosen);
  const gaps = frames.slice(1).map((end, index) => ({ start: frames[index] ?? 0, end }));
  const widest = gaps.reduce((best, gap) => (gap.end - gap.start > best.end - best.start ? gap : best));
  return Math.floor((widest.start + widest.end) / 2);
}

function ascending(frames: ReadonlySet<number>): readonly number[] {
  return [...frames].toSorted((one, other) => one - other);
}

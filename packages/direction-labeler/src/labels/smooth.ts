import { unlabelled } from './rules/rule.js';

/** Options of {@link smoothLabels}. */
export interface SmoothOptions {
  /** Codes that are neither removed nor spread, e.g. that of `grasped`. */
  readonly keep?: readonly number[];
}

/**
 * Removes single-frame flickers from label codes.
 *
 * From the first frame to the last: a frame whose label differs from the one before (as smoothed so far), while the
 * one before and the one after agree, takes their label. Frames that are unlabelled or in `keep` are never changed,
 * and never spread. A second pass changes nothing.
 *
 * @param codes - label codes of one object over an episode [length].
 * @param smoothed - filled and returned if given [length]; may be `codes` itself.
 *
 * @example
 * ```ts
 * import { smoothLabels } from '@inspire-vla/direction-labeler';
 *
 * smoothLabels(Uint16Array.of(3, 3, 5, 3, 5, 5)); // Uint16Array [3, 3, 3, 3, 5, 5]
 * ```
 */
export function smoothLabels(
  codes: Uint16Array,
  options: SmoothOptions = {},
  smoothed: Uint16Array = new Uint16Array(codes.length),
): Uint16Array {
  const keep = new Set([...(options.keep ?? []), unlabelled]);
  smoothed.set(codes);
  for (let frame = 1; frame < smoothed.length - 1; frame += 1) {
    const [before, here, after] = [smoothed[frame - 1], smoothed[frame], smoothed[frame + 1]];
    if (before === undefined || here === undefined || here === before || before !== after) continue;
    if (!keep.has(here) && !keep.has(before)) smoothed[frame] = before;
  }
  return smoothed;
}

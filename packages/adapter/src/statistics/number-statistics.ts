import { InspireError } from '../errors.js';
import type { TrainingSpec } from '../training.js';
import { parseDatasetStatistics } from './dataset-statistics.js';
import { type NormStats, parseNormStats } from './norm-stats.js';
import type { NormalizerStatistics } from './normalizer-statistics.js';

/** Statistics of what a backbone is given of one dataset, and gives. */
export interface NumberStatistics {
  readonly actions: NormalizerStatistics;
  /** Null where the file has none. */
  readonly state: NormalizerStatistics | null;
}

/**
 * Reads openpi's `norm_stats.json` or OpenVLA's `dataset_statistics.json`, whichever the text is.
 *
 * @param unnamed - name of the dataset in openpi's file, which has one and no name for it.
 * @returns statistics by dataset.
 * @throws InspireError `STATISTICS_INVALID`, naming the place.
 *
 * @example
 * ```ts
 * import { parseStatistics } from '@inspire-vla/adapter/statistics';
 *
 * const text = '{"norm_stats":{"actions":{"mean":[1],"std":[2]}}}';
 * console.log([...parseStatistics(text, 'mine').keys()]); // [ 'mine' ]
 * ```
 */
export function parseStatistics(text: string, unnamed: string): ReadonlyMap<string, NumberStatistics> {
  if (/"norm_stats"/.test(text)) return new Map([[unnamed, ofNormStats(parseNormStats(text))]]);
  return new Map(
    [...parseDatasetStatistics(text)].map(([name, { action, proprio }]) => [
      name,
      { actions: action, state: proprio },
    ]),
  );
}

function ofNormStats(features: ReadonlyMap<string, NormStats>): NumberStatistics {
  const actions = features.get('actions') ?? features.get('action');
  if (actions !== undefined) return { actions, state: features.get('state') ?? null };
  throw new InspireError({
    code: 'STATISTICS_INVALID',
    message: 'the file has no statistics of actions',
    at: 'norm_stats',
    fix: 'give the norm_stats.json of the model',
  });
}

/**
 * The statistics with a mask that leaves the gripper, the last number, as it is, for backbones that have a gripper of their
 * own; what the mask leaves out already stays so.
 *
 * @example
 * ```ts
 * import { maskGripper } from '@inspire-vla/adapter/statistics';
 *
 * const statistics = { q01: Float64Array.of(-1, 0), q99: Float64Array.of(1, 1) };
 * console.log(maskGripper(statistics, 'open-is-one').mask); // [ true, false ]
 * ```
 */
export function maskGripper(
  statistics: NormalizerStatistics,
  gripper: TrainingSpec['gripper'],
): NormalizerStatistics {
  if (gripper === 'as-recorded') return statistics;
  const dimensions = statistics.q01?.length ?? statistics.mean?.length ?? 0;
  const isNormalized = (index: number) => index < dimensions - 1 && (statistics.mask?.[index] ?? true);
  return { ...statistics, mask: Array.from({ length: dimensions }, (_, index) => isNormalized(index)) };
}

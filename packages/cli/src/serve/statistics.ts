import { InspireError, locateErrors, takesState, type VlaAdapter } from '@inspire-vla/adapter';
import {
  createNormalizer,
  maskGripper,
  type NormalizationScheme,
  type NumberStatistics,
  parseStatistics,
} from '@inspire-vla/adapter/statistics';
import type { PolicyScales } from '@inspire-vla/policy-server';
import { readStatisticsText } from '../loading/read-statistics.js';

/**
 * Reads openpi's `norm_stats.json` or OpenVLA's `dataset_statistics.json`, by dataset.
 *
 * @param name - of a dataset that has none.
 * @throws InspireError `STATISTICS_MISSING`, `STATISTICS_INVALID`.
 */
export async function readStatistics(
  file: string | null,
  name: string,
): Promise<ReadonlyMap<string, NumberStatistics>> {
  if (file === null) return new Map();
  const text = await readStatisticsText(file);
  // A place in a text is of little use without the file.
  return locateErrors(file, () => parseStatistics(text, name));
}

/**
 * The normalisers of every dataset, by the scheme that the model was trained with.
 *
 * @param scheme - null for that of the backbone's reference.
 * @throws InspireError `STATISTICS_UNUSED` where neither model nor adapter say how numbers are normalised.
 */
export function createScales(
  adapter: VlaAdapter,
  datasets: ReadonlyMap<string, NumberStatistics>,
  scheme: NormalizationScheme | null,
): Readonly<Record<string, PolicyScales>> {
  if (datasets.size === 0) return {};
  const { gripper = 'as-recorded', normalization = null } = adapter.training ?? {};
  const used = scheme ?? normalization;
  if (used === null) {
    throw new InspireError({
      code: 'STATISTICS_UNUSED',
      message: 'the adapter does not say how its numbers are normalised',
      at: adapter.id,
      fix: 'give --normalization, or give the adapter a member `training`',
    });
  }
  const isStateUsed = takesState(adapter);
  const scales = [...datasets].map(([dataset, { actions, state }]): readonly [string, PolicyScales] => {
    const ofActions = createNormalizer(used, maskGripper(actions, gripper));
    const ofState = isStateUsed && state !== null ? createNormalizer(used, state) : null;
    return [dataset, { actions: ofActions, state: ofState }];
  });
  return Object.fromEntries(scales);
}

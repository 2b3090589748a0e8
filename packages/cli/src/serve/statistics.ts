import { readFile } from 'node:fs/promises';
import { InspireError, locateErrors, type VlaAdapter } from '@inspire-vla/adapter';
import {
  createNormalizer,
  type NormalizerStatistics,
  parseDatasetStatistics,
  parseNormStats,
} from '@inspire-vla/adapter/statistics';
import type { PolicyScales } from '@inspire-vla/policy-server';

/** Statistics of one dataset. */
interface DatasetNumbers {
  readonly actions: NormalizerStatistics;
  readonly state: NormalizerStatistics | null;
}

/** Reads a file of openpi's or OpenVLA's statistics. */
export interface ReadStatistics {
  /** By dataset; openpi's file has one without a name. */
  readonly datasets: ReadonlyMap<string | null, DatasetNumbers>;
}

/**
 * Reads openpi's `norm_stats.json` or OpenVLA's `dataset_statistics.json`.
 *
 * @throws InspireError `STATISTICS_MISSING`, `STATISTICS_INVALID`.
 */
export async function readStatistics(file: string | null): Promise<ReadStatistics> {
  if (file === null) return { datasets: new Map() };
  const text = await readText(file);
  // A place in a text is of little use without the file.
  return locateErrors(file, () => parseStatistics(text));
}

function parseStatistics(text: string): ReadStatistics {
  if (!/"norm_stats"/.test(text)) {
    const datasets = [...parseDatasetStatistics(text)].map(
      ([name, { action, proprio }]) => [name, { actions: action, state: proprio }] as const,
    );
    return { datasets: new Map(datasets) };
  }
  const features = parseNormStats(text);
  const actions = features.get('actions') ?? features.get('action');
  if (actions === undefined) {
    throw new InspireError({
      code: 'STATISTICS_INVALID',
      message: 'the file has no statistics of actions',
      at: 'norm_stats',
      fix: 'give the norm_stats.json of the model',
    });
  }
  return { datasets: new Map([[null, { actions, state: features.get('state') ?? null }]]) };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new InspireError({
      code: 'STATISTICS_MISSING',
      message: 'the file of statistics cannot be read',
      at: file,
      fix: 'give the file that the model was trained with',
      cause,
    });
  }
}

/**
 * The normalisers of every dataset, by the rule of the backbone's reference.
 *
 * @param name - of a dataset that has none.
 * @throws InspireError `STATISTICS_UNUSED` where the adapter does not say how numbers are normalised.
 */
export function createScales(
  adapter: VlaAdapter,
  { datasets }: ReadStatistics,
  name: string,
): Readonly<Record<string, PolicyScales>> {
  const { training } = adapter;
  if (datasets.size > 0 && training === undefined) {
    throw new InspireError({
      code: 'STATISTICS_UNUSED',
      message: 'the adapter does not say how its numbers are normalised',
      at: adapter.id,
      fix: 'give the adapter a member `training`',
    });
  }
  const isStateUsed = takesState(adapter);
  const scales = [...datasets].map(([dataset, { actions, state }]): readonly [string, PolicyScales] => {
    const scheme = training?.normalization ?? 'z-score';
    const normalizer = createNormalizer(
      scheme,
      training?.gripper === 'open-is-one' ? unmasked(actions) : actions,
    );
    const ofState = isStateUsed && state !== null ? createNormalizer(scheme, state) : null;
    return [dataset ?? name, { actions: normalizer, state: ofState }];
  });
  return Object.fromEntries(scales);
}

/** The gripper of such backbones is not normalised, nor is what the file says is not. */
function unmasked(actions: NormalizerStatistics): NormalizerStatistics {
  const dimensions = actions.q01?.length ?? actions.mean?.length ?? 0;
  return {
    ...actions,
    mask: Array.from(
      { length: dimensions },
      (_, index) => index < dimensions - 1 && (actions.mask?.[index] ?? true),
    ),
  };
}

/** Whether a state stands in the backbone's text at all. */
function takesState(adapter: VlaAdapter): boolean {
  const pieces = adapter.layout({ ...adapter.example(), state: [0] });
  return pieces.some((piece) => piece.kind === 'fixed' && piece.role === 'state');
}

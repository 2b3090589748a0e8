import { InspireError } from '../errors.js';
import {
  checkLengths,
  finite,
  type JsonObject,
  parseObject,
  takeCount,
  takeFlags,
  takeNumbers,
  takeObject,
} from './json.js';

/** Statistics of actions or proprioception, as OpenVLA keeps them. */
export interface BoundsStatistics {
  /** [dimensions] */
  readonly mean: Float64Array;
  /** Population standard deviation [dimensions]. */
  readonly standardDeviation: Float64Array;
  /** [dimensions] */
  readonly minimum: Float64Array;
  /** [dimensions] */
  readonly maximum: Float64Array;
  /** [dimensions] */
  readonly q01: Float64Array;
  /** [dimensions] */
  readonly q99: Float64Array;
  /** False where a dimension is left as it is, e.g. the gripper; absent or null where all are normalised. */
  readonly mask?: readonly boolean[] | null;
}

/** Statistics of one dataset. */
export interface DatasetStatistics {
  readonly action: BoundsStatistics;
  /** Null where the file has none. */
  readonly proprio: BoundsStatistics | null;
  /** Steps in the dataset. */
  readonly transitions: number;
  /** Episodes in the dataset. */
  readonly trajectories: number;
}

/** JSON keys in the order in which the reference writes them. */
const keys = [
  ['mean', 'mean'],
  ['standardDeviation', 'std'],
  ['maximum', 'max'],
  ['minimum', 'min'],
  ['q01', 'q01'],
  ['q99', 'q99'],
] as const;

/**
 * Reads OpenVLA's `dataset_statistics.json`: statistics by dataset name (the `unnorm_key`).
 *
 * Source: openvla/openvla\@c8f03f48 prismatic/vla/datasets/rlds/utils/data_utils.py.
 *
 * @throws InspireError `STATISTICS_INVALID`, naming the place, for other text.
 *
 * @example
 * ```ts no-run
 * import { readFile } from 'node:fs/promises';
 * import { createNormalizer, parseDatasetStatistics, selectDataset } from '@inspire-vla/adapter/statistics';
 *
 * const datasets = parseDatasetStatistics(await readFile('dataset_statistics.json', 'utf8'));
 * const { action } = selectDataset(datasets, 'libero_spatial');
 * console.log(createNormalizer('bounds-q99', action).unnormalize([0, 0, 0, 0, 0, 0, 1]));
 * ```
 */
export function parseDatasetStatistics(text: string): ReadonlyMap<string, DatasetStatistics> {
  return new Map(Object.entries(parseObject(text)).map(([name, value]) => [name, parseDataset(value, name)]));
}

function parseDataset(value: unknown, at: string): DatasetStatistics {
  const dataset = takeObject(value, at);
  const proprio = dataset['proprio'] ?? null;
  return {
    action: parseFeature(dataset['action'], `${at}.action`),
    proprio: proprio === null ? null : parseFeature(proprio, `${at}.proprio`),
    transitions: takeCount(dataset['num_transitions'], `${at}.num_transitions`),
    trajectories: takeCount(dataset['num_trajectories'], `${at}.num_trajectories`),
  };
}

function parseFeature(value: unknown, at: string): BoundsStatistics {
  const feature = takeObject(value, at);
  const take = (key: string) => takeNumbers(feature[key], `${at}.${key}`);
  const mask = feature['mask'] ?? null;
  const statistics: BoundsStatistics = {
    mean: take('mean'),
    standardDeviation: take('std'),
    minimum: take('min'),
    maximum: take('max'),
    q01: take('q01'),
    q99: take('q99'),
    mask: mask === null ? null : takeFlags(mask, `${at}.mask`),
  };
  checkLengths(feature, [...keys.map(([, key]) => key), 'mask'], at);
  return statistics;
}

/**
 * Writes OpenVLA's `dataset_statistics.json`.
 *
 * @throws InspireError `STATISTICS_NOT_FINITE` for NaN or infinity.
 *
 * @example
 * ```ts
 * import { createExactStatistics, serializeDatasetStatistics } from '@inspire-vla/adapter/statistics';
 *
 * const actions = createExactStatistics(2);
 * actions.add([0, 1, 0.5, 0]);
 * const action = { ...actions.summarize(), mask: [true, false] };
 * const dataset = { action, proprio: null, transitions: 2, trajectories: 1 };
 * console.log(serializeDatasetStatistics(new Map([['my_dataset', dataset]])));
 * ```
 */
export function serializeDatasetStatistics(datasets: ReadonlyMap<string, DatasetStatistics>): string {
  const entries = [...datasets].map(([name, { action, proprio, transitions, trajectories }]) => [
    name,
    {
      action: featureJson(action, `${name}.action`),
      ...(proprio === null ? {} : { proprio: featureJson(proprio, `${name}.proprio`) }),
      num_transitions: transitions,
      num_trajectories: trajectories,
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function featureJson(statistics: BoundsStatistics, at: string): JsonObject {
  const numbers = keys.map(([name, key]) => [key, finite(statistics[name], `${at}.${key}`)]);
  const { mask = null } = statistics;
  return { ...Object.fromEntries(numbers), ...(mask === null ? {} : { mask }) };
}

/**
 * The key that OpenVLA's `unnorm_key` means: the name itself, else `<name>_no_noops`; null where neither is there.
 *
 * Source: openvla/openvla, experiments/robot/libero/run_libero_eval.py.
 *
 * @example
 * ```ts
 * import { findUnnormKey } from '@inspire-vla/adapter/statistics';
 *
 * console.log(findUnnormKey(['libero_goal_no_noops'], 'libero_goal')); // libero_goal_no_noops
 * ```
 */
export function findUnnormKey(keys: readonly string[], name: string): string | null {
  return [name, `${name}_no_noops`].find((key) => keys.includes(key)) ?? null;
}

/**
 * The statistics of one dataset, by OpenVLA's `unnorm_key` as {@link findUnnormKey} takes it.
 *
 * @param name - may be left out where there is only one dataset.
 * @throws InspireError `UNNORM_KEY_UNKNOWN` for a name that is not there, listing those that are.
 *
 * @example
 * ```ts
 * import { type DatasetStatistics, selectDataset } from '@inspire-vla/adapter/statistics';
 *
 * export function actionDimensions(datasets: ReadonlyMap<string, DatasetStatistics>): number {
 *   return selectDataset(datasets, 'libero_goal').action.q01.length; // of libero_goal or libero_goal_no_noops
 * }
 * ```
 */
export function selectDataset<Dataset = DatasetStatistics>(
  datasets: ReadonlyMap<string, Dataset>,
  name?: string,
): Dataset {
  const [only] = datasets.size === 1 ? datasets.values() : [];
  const keys = [...datasets.keys()];
  const found = name === undefined ? only : datasets.get(findUnnormKey(keys, name) ?? name);
  if (found !== undefined) return found;
  const several = 'several datasets are there, one must be named';
  const unnamed = keys.length === 0 ? 'there are no statistics of any dataset' : several;
  throw new InspireError({
    code: 'UNNORM_KEY_UNKNOWN',
    message: name === undefined ? unnamed : `no dataset is called ${name}`,
    at: name ?? 'unnorm_key',
    fix: keys.length === 0 ? "give the checkpoint's own statistics" : `use one of: ${keys.join(', ')}`,
  });
}

import { type ActionGripper, InspireError, type TrainingSpec } from '@inspire-vla/adapter';
import {
  createExactStatistics,
  createNormalizer,
  maskGripper,
  type Normalizer,
  type NormalizerStatistics,
  type NumberStatistics,
  parseStatistics,
  type Statistics,
  selectDataset,
  serializeDatasetStatistics,
  serializeNormStats,
} from '@inspire-vla/adapter/statistics';
import type { Episode, EpisodeSource, Feature } from '@inspire-vla/dataset';
import { frameCount } from '../../frame-count.js';
import { actionNames, composedFeatures } from '../composing/compose-for-tokens.js';
import { featuresOf } from '../positions/choose-positions.js';
import type { EpisodeActions } from './action-chunks.js';
import { findActionGripper, openIsOne } from './action-gripper.js';

/** Numbers of a source in a backbone's range. */
export interface NormalizedNumbers {
  /** Dimensions of one action. */
  readonly dimensions: number;
  /** How the source's actions have the gripper, where the backbone wants it otherwise; null where it is taken as it is. */
  readonly actionGripper: ActionGripper | null;
  /** Why there is no state; null where there is one. */
  readonly withoutState: string | null;
  actions(episode: Episode): Promise<EpisodeActions>;
  /** [length × dimensions], or null where the source has no state. */
  state(episode: Episode): Promise<EpisodeActions | null>;
  /** The statistics as the backbone's own file: its name, and its text. */
  readonly file: { readonly name: string; readonly text: string };
}

/** What {@link normalizeNumbers} is given. */
export interface NumbersOptions {
  readonly source: EpisodeSource;
  readonly training: Pick<TrainingSpec, 'normalization' | 'gripper'>;
  /** Text of openpi's `norm_stats.json` or OpenVLA's `dataset_statistics.json`; default: computed over the source. */
  readonly statistics: string | null;
  /** The dataset's name, in OpenVLA's file. */
  readonly name: string;
  /** Numbers of an action that the codec takes; left out where it takes any. */
  readonly dimensions?: number | undefined;
  /** How the actions have the gripper; null where that is to be found. */
  readonly actionGripper: ActionGripper | null;
  /** Name of the state layout that was given, or that the dataset is known by; null without one. */
  readonly stateLayout: string | null;
}

/**
 * Normalises a source's actions and state by its own statistics, or by given ones.
 *
 * @throws InspireError `FEATURE_MISSING` where the source has no actions, `ACTION_SHAPE` where they are of another width
 * than the codec's, `STATISTICS_INVALID`,
 * `STATISTICS_INCOMPLETE` or `STATISTICS_SHAPE` for statistics that do not fit, and what {@link findActionGripper} throws.
 */
export async function normalizeNumbers(options: NumbersOptions): Promise<NormalizedNumbers> {
  const { source, training, statistics, name } = options;
  const actionFeature = featureOf(source, actionNames);
  const stateFeature = featureOf(source, stateNames);
  if (actionFeature === null) throw missingActions(source);
  const dimensions = widthOf(actionFeature);
  if (dimensions !== (options.dimensions ?? dimensions))
    throw otherShape(options.dimensions ?? 0, dimensions, actionFeature, source);
  const actionGripper = await gripperOf(options, actionFeature, dimensions);
  const rawActions = async (episode: Episode) => {
    const values = toNumbers(await episode.column(actionFeature.name));
    return actionGripper === null ? values : openIsOne(values, dimensions, actionGripper);
  };
  const rawState = async (episode: Episode) =>
    stateFeature === null ? null : toNumbers(await episode.column(stateFeature.name));
  const found =
    statistics === null
      ? await compute(source, dimensions, stateFeature, rawActions, rawState)
      : parse(statistics, name);
  const actions = maskGripper(found.actions, training.gripper);
  const byActions = fitting(training, actions, dimensions, actionFeature.name);
  const byState =
    stateFeature === null || found.state === null
      ? null
      : fitting(training, found.state, widthOf(stateFeature), stateFeature.name);
  return {
    ...{ dimensions, actionGripper },
    withoutState: stateFeature === null ? noState : byState === null ? noStatistics : null,
    actions: async (episode) => ({ values: byActions.normalize(await rawActions(episode)), dimensions }),
    async state(episode) {
      const values = await rawState(episode);
      if (values === null || byState === null) return null;
      return { values: byState.normalize(values), dimensions: byState.dimensions };
    },
    file: describe(options, found),
  };
}

function gripperOf(
  { source, training, actionGripper: given, stateLayout: layout }: NumbersOptions,
  feature: Feature,
  dimensions: number,
): Promise<ActionGripper> | null {
  if (training.gripper === 'as-recorded') return null;
  return findActionGripper({ source, feature, dimensions, given, layout });
}

const stateNames = [composedFeatures.state, 'state', 'observation.state', 'observation/state'];

const noState = `the source has no feature ${stateNames.slice(1).join(' or ')}; --state-features says which numbers are the state`;
const noStatistics = 'the file of --statistics has none of the state; leave it out, or give one that has';

/** Statistics by use. */
interface FoundStatistics extends NumberStatistics {
  /** Complete ones, where they were computed here. */
  readonly own: { readonly actions: Statistics; readonly state: Statistics | null } | null;
}

async function compute(
  source: EpisodeSource,
  dimensions: number,
  stateFeature: Feature | null,
  rawActions: (episode: Episode) => Promise<Float64Array>,
  rawState: (episode: Episode) => Promise<Float64Array | null>,
): Promise<FoundStatistics> {
  const actions = createExactStatistics(dimensions);
  const state = stateFeature === null ? null : createExactStatistics(widthOf(stateFeature));
  for (let index = 0; index < source.episodes.length; index += 1) {
    const episode = await source.open(index);
    actions.add(await rawActions(episode));
    const values = await rawState(episode);
    if (values !== null) state?.add(values);
  }
  const own = { actions: actions.summarize(), state: state?.summarize() ?? null };
  return { ...own, own };
}

/** A file of one dataset is taken whatever its name. */
function parse(text: string, name: string): FoundStatistics {
  const datasets = parseStatistics(text, name);
  return { ...selectDataset(datasets, datasets.size === 1 ? undefined : name), own: null };
}

function fitting(
  { normalization }: Pick<TrainingSpec, 'normalization'>,
  statistics: NormalizerStatistics,
  width: number,
  feature: string,
): Normalizer {
  const normalizer = createNormalizer(normalization, statistics);
  if (normalizer.dimensions === width) return normalizer;
  throw unfit(`the statistics have ${normalizer.dimensions} dimensions, ${feature} has ${width}`, feature);
}

/** The statistics as the file that the backbone's own code reads. */
function describe(
  { source, training, statistics, name }: NumbersOptions,
  { own }: FoundStatistics,
): NormalizedNumbers['file'] {
  const isBounds = training.normalization === 'bounds-q99';
  const file = isBounds ? 'dataset_statistics.json' : 'norm_stats.json';
  if (own === null) return { name: file, text: statistics ?? '' };
  if (isBounds) {
    const transitions = frameCount(source);
    const trajectories = source.episodes.length;
    const action = { ...own.actions, mask: maskGripper(own.actions, training.gripper).mask ?? null };
    const dataset = { action, proprio: own.state, transitions, trajectories };
    return { name: file, text: serializeDatasetStatistics(new Map([[name, dataset]])) };
  }
  const features = new Map([
    ...(own.state === null ? [] : [['state', own.state] as const]),
    ['actions', own.actions] as const,
  ]);
  return { name: file, text: serializeNormStats(features) };
}

function featureOf(source: EpisodeSource, names: readonly string[]): Feature | null {
  const found = names.flatMap((name) => source.features.filter((feature) => feature.name === name));
  return found.find(({ type }) => type !== 'string') ?? null;
}

function widthOf({ shape }: Feature): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

function toNumbers(column: ArrayLike<unknown>): Float64Array {
  return Float64Array.from({ length: column.length }, (_, index) => Number(column[index]));
}

function missingActions({ features, files }: EpisodeSource): InspireError {
  return new InspireError({
    code: 'FEATURE_MISSING',
    message: `there is no feature actions or action among ${featuresOf({ features })}`,
    at: files[0] ?? 'the source',
    fix: 'say which numbers make the actions, as --action-features "translation,rotation,state[6]", or annotate without --adapter',
  });
}

function otherShape(
  wanted: number,
  width: number,
  { name, names }: Feature,
  { files }: EpisodeSource,
): InspireError {
  const called = names === null ? '' : ` (${names.join(', ')})`;
  return new InspireError({
    code: 'ACTION_SHAPE',
    message: `the codec takes actions of ${wanted} numbers, ${name} has ${width}${called}`,
    at: `${files[0] ?? 'the source'}, ${name}`,
    fix: `say which ${wanted} numbers make an action with --action-features: columns as ${name}[0:${Math.min(width, wanted - 1)}], and a number for itself, as 0`,
  });
}

function unfit(message: string, at: string): InspireError {
  return new InspireError({
    code: 'STATISTICS_SHAPE',
    message,
    at,
    fix: 'give statistics of this dataset, or leave them out: they are then computed',
  });
}

import {
  type ActionGripper,
  type AnswerVocabulary,
  InspireError,
  locateErrors,
  type Order,
  type Role,
  roles,
  type TrainingSpec,
  takesState,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { parseStatistics } from '@inspire-vla/adapter/statistics';
import type { EpisodeSource } from '@inspire-vla/dataset';
import type { MaskName } from '@inspire-vla/token-loss-mask';
import { loadAdapter } from '../../loading/load-adapter.js';
import { loadTokenizer } from '../../loading/load-tokenizer.js';
import { readStatisticsText } from '../../loading/read-statistics.js';
import type { Problem } from '../metadata.js';
import type { RecordedGripper } from './action-gripper.js';
import { findOtherStatistics } from './codec-statistics.js';
import { createTokens, type TokenMaker } from './create-tokens.js';
import { describeLayout, type LayoutDescription } from './describe-layout.js';
import { type NormalizedNumbers, normalizeNumbers } from './numbers.js';

/** What is written as tokens, and how. */
export interface TokenChoices {
  /** Short name, npm name or path of the adapter's module. */
  readonly adapter: string;
  /** See `loadTokenizer`. */
  readonly tokenizer: string;
  /** Action codec, e.g. `vq-extra:PATH`; default: the adapter's own. */
  readonly codec?: string;
  /** Names of the cameras that the backbone is trained with; default: the adapter's. */
  readonly cameras?: readonly string[];
  /** Another layout of the adapter's, by its name. */
  readonly variant?: string;
  /** False: sequences of the plain backbone, which is what InSpire is compared with. Default true. */
  readonly questions?: boolean;
  /** Where the loss stands; default `spans`. */
  readonly mask?: MaskName;
  /** Length of every sequence; default: the longest one's, which takes a pass over the source. */
  readonly maxLength?: number;
  /** Consecutive actions per chunk; default: the codec's, else the adapter's. */
  readonly horizon?: number;
  /** Default: the adapter's. */
  readonly normalization?: TrainingSpec['normalization'];
  /** How the source's actions have the gripper, for a backbone that wants 1 open … 0 closed; default: found. */
  readonly actionGripper?: RecordedGripper;
  /** Path of `norm_stats.json` or `dataset_statistics.json`; default: computed over the source. */
  readonly statistics?: string;
}

/** Tokens of one run. */
export interface TokenJob {
  readonly maker: TokenMaker;
  readonly numbers: NormalizedNumbers;
  /** Of the sequences of all frames. */
  readonly problems: readonly Problem[];
  readonly paddingId: number;
  /** For `meta/inspire.json`. */
  readonly description: {
    readonly adapter: string;
    readonly tokenizer: string;
    readonly codec: string;
    /** The adapter's layout by name; null for its own. */
    readonly variant: string | null;
    readonly mask: MaskName;
    readonly questions: boolean;
    readonly horizon: number;
    readonly dimensions: number;
    readonly normalization: TrainingSpec['normalization'];
    readonly gripper: TrainingSpec['gripper'];
    /** How the source's actions have it; null where it is taken as it is. */
    readonly actionGripper: ActionGripper | null;
    readonly beyondEnd: TrainingSpec['beyondEnd'];
    /** The file of statistics, beside this one. */
    readonly statistics: string;
    /** Entries of the adapter's roles, which the role feature counts in. */
    readonly roles: readonly Role[];
  } & LayoutDescription;
}

/** What the tokens share with the rest of the run. */
export interface TokenContext {
  /** Text of the statistics, where they are known already. */
  readonly statistics: string | null;
  readonly source: EpisodeSource;
  readonly vocabulary: AnswerVocabulary;
  readonly order: Order;
  /** The dataset's name in OpenVLA's statistics. */
  readonly name: string;
  /** Name of the state layout that was given, or that the dataset is known by; null without one. */
  readonly stateLayout: string | null;
}

/** The text of statistics that are given, looked at where the file's name is known. */
async function readGiven(file: string | undefined, name: string): Promise<string | null> {
  if (file === undefined) return null;
  const text = await readStatisticsText(file);
  locateErrors(file, () => parseStatistics(text, name));
  return text;
}

/**
 * Loads adapter, tokenizer and codec, and prepares the numbers.
 *
 * @throws InspireError `ADAPTER_MISSING`, `TOKENIZER_MISSING`, `CODEC_UNKNOWN`, `NORMALIZATION_UNKNOWN` where neither
 * adapter nor options say how to normalise, and what {@link normalizeNumbers} throws.
 */
export async function createTokenJob(choices: TokenChoices, context: TokenContext): Promise<TokenJob> {
  const { mask = 'spans', questions = true } = choices;
  const { source, vocabulary, order, name } = context;
  const tokenizer = await loadTokenizer(choices.tokenizer);
  const { codec, cameras, variant } = choices;
  const adapter = await loadAdapter(choices.adapter, {
    tokenizer,
    ...(codec === undefined ? {} : { codec }),
    ...(cameras === undefined ? {} : { cameras }),
    ...(variant === undefined ? {} : { variant }),
  });
  const training = trainingOf(adapter, choices);
  const statistics = context.statistics ?? (await readGiven(choices.statistics, name));
  // Changes are composed to places already.
  const hasChanges = choices.actionGripper === 'one-closes';
  const actionGripper =
    choices.actionGripper === 'one-closes' ? 'open-is-one' : (choices.actionGripper ?? null);
  if (actionGripper !== null && !hasChanges && training.gripper === 'as-recorded')
    throw untouchedGripper(adapter.id);
  const { stateLayout } = context;
  const dimensions = adapter.actions.shape?.dimensions;
  const given = { source, training, statistics, name, dimensions };
  const numbers = await normalizeNumbers({ ...given, actionGripper, stateLayout });
  const { beyondEnd, horizon } = training;
  const layout = describeLayout(adapter, mask);
  const { images } = layout;
  const maker = createTokens({
    adapter,
    numbers,
    vocabulary,
    order,
    mask,
    horizon,
    beyondEnd,
    questions,
    images,
  });
  const description = {
    adapter: adapter.id,
    tokenizer: choices.tokenizer.split(/[\\/]/).slice(-2).join('/'),
    codec: adapter.actions.id,
    variant: variant ?? null,
    mask,
    questions,
    dimensions: numbers.dimensions,
    ...training,
    actionGripper: numbers.actionGripper,
    statistics: numbers.file.name,
    roles,
    ...layout,
  };
  const problems = [
    ...(numbers.withoutState === null ? [] : lackOfState(adapter, numbers.withoutState)),
    ...(codec === undefined ? [] : await findOtherStatistics(codec, numbers.file.text)),
  ];
  return { maker, numbers, problems, paddingId: adapter.paddingId, description };
}

/** Sequences without a state are no error, since a backbone may be trained so, but hardly what is meant by chance. */
function lackOfState(adapter: VlaAdapter, reason: string): readonly Problem[] {
  if (!takesState(adapter)) return [];
  return [{ at: adapter.id, message: `the sequences have no state, which ${adapter.id} takes: ${reason}` }];
}

function trainingOf(adapter: VlaAdapter, choices: TokenChoices): TrainingSpec {
  const { training, actions } = adapter;
  const normalization = choices.normalization ?? training?.normalization;
  const horizon = choices.horizon ?? actions.shape?.horizon ?? training?.horizon;
  if (normalization === undefined || horizon === undefined)
    throw unknownTraining(adapter.id, normalization === undefined, horizon === undefined);
  if (actions.shape !== null && actions.shape.horizon !== horizon)
    throw wrongHorizon(actions.shape.horizon, horizon);
  const { gripper = 'as-recorded', beyondEnd = 'repeat' } = training ?? {};
  return { normalization, gripper, beyondEnd, horizon };
}

/** Says only what is missing: a codec of fixed shape refuses another horizon. */
function unknownTraining(id: string, lacksNormalization: boolean, lacksHorizon: boolean): InspireError {
  const missing = [
    ...(lacksNormalization ? [['how its numbers are normalised', '--normalization'] as const] : []),
    ...(lacksHorizon ? [['how many actions a chunk has', '--horizon'] as const] : []),
  ];
  return new InspireError({
    code: 'NORMALIZATION_UNKNOWN',
    message: `the adapter ${id} does not say ${missing.map(([what]) => what).join(', nor ')}`,
    at: '--adapter',
    fix: `give ${missing.map(([, option]) => option).join(' and ')}, or a \`training\` member to the adapter`,
  });
}

function wrongHorizon(own: number, given: number): InspireError {
  return new InspireError({
    code: 'ACTION_SHAPE',
    message: `the codec takes chunks of ${own} actions, --horizon asks for ${given}`,
    at: '--horizon',
    fix: `leave --horizon out, or give ${own}`,
  });
}

function untouchedGripper(id: string): InspireError {
  return new InspireError({
    code: 'ACTION_GRIPPER',
    message: `the adapter ${id} takes the gripper as it is recorded`,
    at: '--action-gripper',
    fix: 'leave the option out',
  });
}

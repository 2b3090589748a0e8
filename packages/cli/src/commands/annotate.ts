import type { Formulation, Order, WordSet } from '@inspire-vla/adapter';
import { type NormalizationScheme, normalizationSchemes } from '@inspire-vla/adapter/statistics';
import { type OutputFormat, outputFormats, type SourceFormat, sourceFormats } from '@inspire-vla/dataset';
import { type Frame, type ImageOrientation, orientFrame } from '@inspire-vla/direction-labeler';
import { type MaskName, maskNames } from '@inspire-vla/token-loss-mask';
import { Command, Option } from 'commander';
import { annotate } from '../annotate/annotate.js';
import { type LanguageEventMode, languageEventModes } from '../annotate/language-events.js';
import { type PositionsFrom, positionsFrom } from '../annotate/options.js';
import { stateLayouts } from '../annotate/positions/data/state-layouts.js';
import { parseShard, type Shard, shardOfEnvironment } from '../annotate/shard.js';
import { readOverrides } from '../annotate/task-objects.js';
import type { TokenChoices } from '../annotate/tokens/token-job.js';
import { locateSource } from '../hub/locate-source.js';
import { checkPushable, type PushCommandOptions, pushOptions } from '../hub/push-options.js';
import { preparePush, pushOutput } from '../hub/push-output.js';
import type { CommandContext } from '../terminal/context.js';
import { createProgress } from '../terminal/progress.js';
import { tellResumed } from '../terminal/tell-resumed.js';
import { asArgument, parseCount, parseMegabytes, parseMetres, sharedOptions } from './options.js';
import { printAnnotation } from './print-annotation.js';

interface AnnotateCommandOptions extends PushCommandOptions {
  readonly out: string;
  readonly from?: SourceFormat;
  readonly to: OutputFormat;
  readonly formulation: Formulation;
  readonly order: Order;
  readonly vocabulary: WordSet;
  readonly frame: Frame;
  readonly closeThreshold?: number;
  readonly compatibility?: 'authors';
  readonly positions: PositionsFrom;
  readonly stateLayout?: string;
  readonly eventTolerance: number | 'auto';
  readonly image: ImageOrientation;
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

/** `inspire annotate`: the main job. */
export function annotateCommand(context: CommandContext, signal: AbortSignal): Command {
  const command = new Command('annotate')
    .description('add spatial questions and answers to every frame of a dataset')
    .argument(
      '<source>',
      'a dataset: file or folder, recognised by its content, or hf:<user>/<name>[@revision]',
    )
    .requiredOption('--out <directory>', 'the folder to make')
    .addOption(new Option('--from <format>', 'format of the source').choices(sourceFormats))
    .addOption(
      new Option('--to <format>', 'format of the output')
        .choices(outputFormats)
        .default('lerobot-v3.0' satisfies OutputFormat),
    )
    .addOption(sharedOptions.formulation())
    .addOption(sharedOptions.order())
    .addOption(sharedOptions.vocabulary())
    .addOption(sharedOptions.frame())
    .addOption(sharedOptions.closeThreshold())
    .addOption(sharedOptions.compatibility())
    .addOption(
      new Option('--positions <from>', 'where object positions come from')
        .choices(positionsFrom)
        .default('auto'),
    )
    .addOption(
      new Option(
        '--state-layout <name>',
        `for gripper events: ${Object.keys(stateLayouts).join(', ')}, or a JSON file (default: by the names of the state)`,
      ),
    )
    .addOption(
      new Option(
        '--event-tolerance <metres>',
        'for gripper events: leave frames unlabelled whose label this could change; 0 labels all',
      )
        .argParser((text: string) => (text === 'auto' ? text : parseMetres(text)))
        .default('auto'),
    )
    .addOption(sharedOptions.image())
    .addOption(
      new Option('--drop-no-ops', 'leave out frames whose action does nothing, in original LIBERO files'),
    )
    .addOption(new Option('--objects <file>', 'JSON: {"<instruction>": [{"phrase","body"?}]}'))
    .addOption(
      new Option(
        '--language-events [mode]',
        "also write LeRobot's language_events: one object per frame in turn, or all",
      )
        .choices(languageEventModes)
        .preset('turn' satisfies LanguageEventMode),
    )
    .addOption(
      new Option(
        '--adapter <name>',
        'also write token ids and masks: minivla-vq, pi0-fast, openvla, a package, a path',
      ),
    )
    .addOption(
      new Option('--tokenizer <name>', 'of the adapter: a folder, an npm package, or a Hugging Face name'),
    )
    .addOption(new Option('--codec <codec>', 'action codec of the adapter, e.g. vq-extra:PATH or fast:DIR'))
    .addOption(
      new Option(
        '--cameras <names>',
        "cameras that the backbone is trained with (default: the adapter's)",
      ).argParser((text: string) => text.split(',')),
    )
    .addOption(
      new Option('--variant <name>', "another layout of the adapter's, e.g. no-system of minivla-vq"),
    )
    .addOption(
      new Option(
        '--no-questions',
        'tokens of the plain backbone, to compare with: labels are written, but not asked',
      ),
    )
    .addOption(new Option('--mask <policy>', 'where the loss stands').choices(maskNames).default('spans'))
    .addOption(
      new Option(
        '--max-length <tokens>',
        'ids per frame, longer is an error (default: as the longest frame needs)',
      ).argParser(parseCount),
    )
    .addOption(
      new Option('--horizon <actions>', "actions per chunk (default: the codec's)").argParser(parseCount),
    )
    .addOption(
      new Option(
        '--normalization <scheme>',
        "of actions and state in the tokens (default: the adapter's)",
      ).choices(normalizationSchemes),
    )
    .addOption(
      new Option('--statistics <file>', 'norm_stats.json or dataset_statistics.json (default: computed)'),
    )
    .addOption(new Option('--image-size <pixels>', 'resize every camera to a square').argParser(parseCount))
    .addOption(
      new Option(
        '--data-file-size <megabytes>',
        "of LeRobot v3.0 data files and RLDS shards (default: LeRobot's 100, 256)",
      ).argParser(parseMegabytes),
    )
    .addOption(
      new Option(
        '--shard <i/n>',
        'only this part, i from 0 (default: from an array job of Slurm or Kubernetes)',
      ).argParser(asArgument(parseShard)),
    )
    .addOption(
      new Option('--jobs <threads>', 'threads that annotate; the same bytes for any number')
        .argParser(parseCount)
        .default(1),
    )
    .addOption(sharedOptions.overwrite())
    .addOption(sharedOptions.resume())
    .addOption(sharedOptions.spaceCheck())
    .addOption(
      new Option('--report <file>', 'where the HTML report goes (default: report.html in the output)'),
    )
    .addOption(new Option('--dry-run', 'read and label everything, write nothing'))
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action((source: string, options: AnnotateCommandOptions, command: Command) => {
      const tokens = tokenChoices(options, command);
      return run(source, { ...options, ...(tokens === null ? {} : { tokens }) }, context, signal);
    });
  for (const option of pushOptions()) command.addOption(option);
  return command;
}

/** The token options together; null without `--adapter`, which the others need. */
function tokenChoices(options: AnnotateCommandOptions, command: Command): TokenChoices | null {
  const {
    adapter,
    tokenizer,
    questions,
    mask,
    codec,
    cameras,
    variant,
    maxLength,
    horizon,
    normalization,
    statistics,
  } = options;
  const others = { codec, cameras, variant, maxLength, horizon, normalization, statistics };
  if (adapter === undefined) {
    const plain = questions ? undefined : questions;
    const [alone] = Object.entries({ tokenizer, ...others, questions: plain }).filter(
      ([, value]) => value !== undefined,
    );
    if (alone !== undefined) command.error(`error: --adapter is missing, which ${alone[0]} is for`);
    return null;
  }
  if (tokenizer === undefined) command.error('error: --adapter needs --tokenizer');
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return { adapter, tokenizer, questions, mask, ...given };
}

async function run(
  source: string,
  {
    out,
    vocabulary,
    objects,
    frame,
    image,
    dropNoOps,
    shard,
    json,
    quiet,
    spaceCheck,
    pushTo,
    private: isPrivate,
    ...rest
  }: AnnotateCommandOptions & {
    readonly tokens?: TokenChoices;
  },
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const progress = createProgress(context, quiet === true);
  const part = shard ?? shardOfEnvironment(context.environment);
  checkPushable(pushTo, part !== null, rest.dryRun === true);
  const target = await preparePush(pushTo, context);
  const { path, origin } = await locateSource(source, 'dataset', context, {
    isQuiet: quiet === true,
    signal,
  });
  const overrides = objects === undefined ? {} : { objects: await readOverrides(objects) };
  try {
    const metadata = await annotate({
      ...rest,
      ...overrides,
      ...(part === null ? {} : { shard: part }),
      ...(origin === null ? {} : { origin }),
      source: path,
      output: out,
      checkSpace: spaceCheck,
      words: vocabulary,
      frame: orientFrame(frame, image),
      imageOrientation: image,
      noOps: dropNoOps === true ? 'drop' : 'keep',
      signal,
      onStart: (frames) => progress.start(frames, 'frames'),
      onFrames: (frames) => progress.advance(frames),
      onResumed: (episodes) => tellResumed(episodes, quiet === true, context),
    });
    progress.stop();
    await printAnnotation(metadata, out, json === true, context);
    const choices = { isPrivate: isPrivate === true, isJson: json === true, isQuiet: quiet === true, signal };
    if (target !== null) await pushOutput(out, target, choices, context);
  } finally {
    progress.stop();
  }
}

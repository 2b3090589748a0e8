import type { EpisodeSource } from '@inspire-vla/dataset';
import { orientFrame } from '@inspire-vla/direction-labeler';
import { Command } from 'commander';
import { annotateSource } from '../annotate/annotate.js';
import { recordedOrientation } from '../annotate/choose-view.js';
import { readOverrides } from '../annotate/object-overrides.js';
import { openSource } from '../annotate/open-source.js';
import type { AnnotateOptions } from '../annotate/options.js';
import { shardOfEnvironment } from '../annotate/shard-of-environment.js';
import { checkPartLength } from '../annotate/tokens/check-part-length.js';
import type { TokenChoices } from '../annotate/tokens/token-job.js';
import { locateSource } from '../hub/locate-source.js';
import { checkPushable } from '../hub/push-options.js';
import { preparePush, pushOutput } from '../hub/push-output.js';
import type { CommandContext } from '../terminal/context.js';
import { createProgress } from '../terminal/progress.js';
import { tellPart } from '../terminal/tell-part.js';
import { tellResumed } from '../terminal/tell-resumed.js';
import { type AnnotateCommandOptions, annotateOptions } from './annotate-options.js';
import { checkAnnotateOptions } from './check-annotate-options.js';
import { printAnnotation } from './print-annotation.js';

/** `inspire annotate`: the main job. */
export function annotateCommand(context: CommandContext, signal: AbortSignal): Command {
  const command = new Command('annotate')
    .description('add spatial questions and answers to every frame of a dataset')
    .argument(
      '<source>',
      'a dataset: file or folder, recognised by its content, or hf:<user>/<name>[@revision]',
    )
    .action((source: string, options: AnnotateCommandOptions, command: Command) => {
      checkAnnotateOptions(options);
      const tokens = tokenChoices(options, command);
      return run(source, { ...options, ...(tokens === null ? {} : { tokens }) }, context, signal);
    });
  for (const option of annotateOptions()) command.addOption(option);
  return command;
}

/** The token options together; null without `--adapter`, which the others need. */
function tokenChoices(options: AnnotateCommandOptions, command: Command): TokenChoices | null {
  const { adapter, tokenizer, questions, mask, codec, cameras, variant, maxLength } = options;
  const { actionGripper, horizon, normalization, statistics } = options;
  const others = { codec, cameras, variant, maxLength, actionGripper, horizon, normalization, statistics };
  if (adapter === undefined) {
    const plain = questions ? undefined : questions;
    const [alone] = Object.entries({ tokenizer, ...others, questions: plain }).filter(
      ([, value]) => value !== undefined,
    );
    if (alone !== undefined)
      command.error(`error: --adapter is missing, which ${flagOf(command, alone[0])} is for`);
    return null;
  }
  if (tokenizer === undefined) command.error('error: --adapter needs --tokenizer');
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return { adapter, tokenizer, questions, mask, ...given };
}

/** An option as it is typed, by its name in code. */
function flagOf(command: Command, name: string): string {
  return command.options.find((option) => option.attributeName() === name)?.long ?? name;
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
  const ofEnvironment = shard === undefined ? shardOfEnvironment(context.environment) : null;
  const part = shard ?? ofEnvironment?.shard ?? null;
  // Before anything is downloaded.
  checkPartLength({ ...rest, ...(part === null ? {} : { shard: part }) });
  checkPushable(pushTo, part !== null && part.count > 1, rest.dryRun === true);
  if (ofEnvironment !== null) tellPart(ofEnvironment, quiet === true, context);
  const target = await preparePush(pushTo, context);
  const { path, origin } = await locateSource(source, 'dataset', context, {
    isQuiet: quiet === true,
    signal,
    checkSpace: spaceCheck,
  });
  const overrides = objects === undefined ? {} : { objects: await readOverrides(objects) };
  try {
    const reading = { ...rest, source: path, noOps: dropNoOps === true ? 'drop' : 'keep' } as const;
    const opened = await openSource(reading);
    const metadata = await annotateSource(opened, {
      ...reading,
      ...overrides,
      ...(part === null ? {} : { shard: part }),
      ...(origin === null ? {} : { origin }),
      output: out,
      checkSpace: spaceCheck,
      words: vocabulary,
      ...(await viewOptions(opened, { frame, image })),
      signal,
      onStart: (frames) => progress.start(frames, 'frames'),
      onFrames: (frames) => progress.advance(frames),
      onResumed: (episodes) => tellResumed(episodes, quiet === true, context),
    });
    progress.stop();
    await printAnnotation(metadata, rest.dryRun === true ? null : out, json === true, context);
    const choices = { isPrivate: isPrivate === true, isJson: json === true, isQuiet: quiet === true, signal };
    if (target !== null) await pushOutput(out, target, choices, context);
  } finally {
    progress.stop();
  }
}

/** A frame that is typed is meant for upright pictures; labels are for those of the source, which is closed on failure. */
async function viewOptions(
  source: EpisodeSource,
  { frame, image }: { readonly [Name in 'frame' | 'image']: AnnotateCommandOptions[Name] | undefined },
): Promise<Pick<AnnotateOptions, 'frame' | 'imageOrientation'>> {
  const pictures = image === undefined ? {} : { imageOrientation: image };
  if (frame === undefined) return pictures;
  try {
    return { ...pictures, frame: orientFrame(frame, image ?? (await recordedOrientation(source))) };
  } catch (error) {
    await source.close();
    throw error;
  }
}

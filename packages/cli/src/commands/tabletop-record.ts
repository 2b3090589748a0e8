import { availableParallelism } from 'node:os';
import { type OutputFormat, outputFormats } from '@inspire-vla/dataset';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { createProgress } from '../terminal/progress.js';
import { checkCompanion, parseCount, parsePixels, sharedOptions } from './options.js';
import { locatePolicy, type NamedPolicy, parsePolicy, policyKinds } from './policy-option.js';
import { printAnnotation } from './print-annotation.js';

interface RecordOptions {
  readonly tasks: string;
  readonly split: string;
  readonly episodes: number;
  readonly seed: number;
  readonly noise: number;
  readonly bursts?: number;
  readonly dagger: readonly NamedPolicy[];
  readonly replan?: number;
  readonly to: OutputFormat;
  readonly out: string;
  readonly imageSize: number;
  readonly jobs: number;
  readonly overwrite?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** `inspire tabletop record`: demonstrations of the scripted expert. */
export function tabletopRecordCommand(context: CommandContext, signal: AbortSignal): Command {
  return new Command('record')
    .description('record demonstrations of the scripted expert as an annotated dataset')
    .addOption(
      new Option('--tasks <names>', 'all, or ids, scenes and families, separated by commas').default('all'),
    )
    .addOption(new Option('--split <name>', 'seen, unseen, or a file of tasks').default('seen'))
    .addOption(new Option('--episodes <count>', 'of all tasks together').argParser(parseCount).default(100))
    .addOption(
      new Option('--seed <number>', 'the same seed gives the same dataset').argParser(parseSeed).default(0),
    )
    .addOption(
      new Option('--noise <level>', 'how much the hand is disturbed, 0 to 1; the labels stay clean')
        .argParser(parseNoise)
        .default(0.5),
    )
    .addOption(
      new Option(
        '--bursts <level>',
        'how often the hand makes random moves, 0 to 1 (default: as --noise)',
      ).argParser(parseNoise),
    )
    .addOption(
      new Option(
        '--dagger <policy>',
        `drives parts of the episodes, the expert's actions stay the labels; may be given again: ${policyKinds}`,
      )
        .argParser((text: string, former: readonly NamedPolicy[]) => [...former, parsePolicy(text)])
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--replan <actions>',
        'of a chunk of --dagger, done before the next (default: all)',
      ).argParser(parseCount),
    )
    .addOption(
      new Option('--to <format>', 'format of the output')
        .choices(outputFormats)
        .default('lerobot-v3.0' satisfies OutputFormat),
    )
    .requiredOption('--out <directory>', 'the folder to make')
    .addOption(new Option('--image-size <pixels>', 'of both cameras').argParser(parsePixels).default(256))
    .addOption(
      new Option('--jobs <threads>', 'threads that simulate and draw')
        .argParser(parseCount)
        .default(availableParallelism(), 'as many as there are cores'),
    )
    .addOption(sharedOptions.overwrite())
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action((options: RecordOptions) => run(options, context, signal));
}

async function run(
  { tasks, split: name, out, json, quiet, dagger, ...rest }: RecordOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const { chooseTasks, loadSplit } = await import('../tabletop/choose-tasks.js');
  const { recordTabletop } = await import('../tabletop/record.js');
  checkCompanion('--replan', rest.replan, '--dagger', dagger[0]);
  const progress = createProgress(context, quiet === true);
  const locating = { isQuiet: quiet === true, signal };
  try {
    const split = await loadSplit(name);
    const { metadata, failures } = await recordTabletop({
      ...rest,
      split,
      bursts: rest.bursts ?? rest.noise,
      drivers: await Promise.all(dagger.map((policy) => locatePolicy(policy, context, locating))),
      replan: rest.replan ?? null,
      tasks: chooseTasks(split, tasks),
      output: out,
      signal,
      onPhase: (total, unit) => {
        progress.stop();
        progress.start(total, unit);
      },
      onProgress: (by) => progress.advance(by),
    });
    progress.stop();
    await printAnnotation(metadata, out, json === true, context);
    if (failures > 0 && quiet !== true) {
      const line = `${failures} attempts of the expert failed and were tried again with another seed`;
      await writeLines(context.errors, [line]);
    }
  } finally {
    progress.stop();
  }
}

/** Parses a seed. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > 1e6)
    throw new InvalidArgumentError('a whole number from 0 to 1000000 is needed');
  return seed;
}

function parseNoise(text: string): number {
  const noise = Number(text);
  if (text.trim() === '' || !(noise >= 0 && noise <= 1)) {
    throw new InvalidArgumentError('a number from 0 to 1 is needed');
  }
  return noise;
}

import type { Formulation, Order, WordSet } from '@inspire-vla/adapter';
import { type OutputFormat, outputFormats, type SourceFormat, sourceFormats } from '@inspire-vla/dataset';
import type { Frame } from '@inspire-vla/direction-labeler';
import { Command, Option } from 'commander';
import { annotate } from '../annotate/annotate.js';
import { type LanguageEventMode, languageEventModes } from '../annotate/language-events.js';
import type { Metadata } from '../annotate/metadata.js';
import { readOverrides } from '../annotate/task-objects.js';
import { type CommandContext, colours } from '../terminal/context.js';
import { createLineWriter } from '../terminal/line-writer.js';
import { createProgress } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import { parseCount, sharedOptions } from './options.js';

interface AnnotateCommandOptions {
  readonly out: string;
  readonly from?: SourceFormat;
  readonly to: OutputFormat;
  readonly formulation: Formulation;
  readonly order: Order;
  readonly vocabulary: WordSet;
  readonly frame: Frame;
  readonly closeThreshold?: number;
  readonly objects?: string;
  readonly languageEvents?: LanguageEventMode;
  readonly imageSize?: number;
  readonly overwrite?: true;
  readonly report?: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** `inspire annotate`: the main job. */
export function annotateCommand(context: CommandContext, signal: AbortSignal): Command {
  return new Command('annotate')
    .description('add spatial questions and answers to every frame of a dataset')
    .argument('<source>', 'a dataset: file or folder, recognised by its content')
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
    .addOption(
      new Option('--positions <from>', 'where object positions come from')
        .choices(['auto', 'scene'])
        .default('auto'),
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
    .addOption(new Option('--image-size <pixels>', 'resize every camera to a square').argParser(parseCount))
    .addOption(new Option('--overwrite', 'replace an existing output once the new one is whole'))
    .addOption(
      new Option('--report <file>', 'where the HTML report goes (default: report.html in the output)'),
    )
    .addOption(new Option('--dry-run', 'read and label everything, write nothing'))
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action((source: string, options: AnnotateCommandOptions) => run(source, options, context, signal));
}

async function run(
  source: string,
  { out, vocabulary, objects, json, quiet, ...rest }: AnnotateCommandOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const progress = createProgress(context, quiet === true);
  const overrides = objects === undefined ? {} : { objects: await readOverrides(objects) };
  try {
    const metadata = await annotate({
      ...rest,
      ...overrides,
      source,
      output: out,
      words: vocabulary,
      signal,
      onStart: (frames) => progress.start(frames, 'frames'),
      onFrames: (frames) => progress.advance(frames),
    });
    progress.stop();
    await printSummary(metadata, out, json === true, context);
  } finally {
    progress.stop();
  }
}

async function printSummary(
  metadata: Metadata,
  out: string,
  isJson: boolean,
  context: CommandContext,
): Promise<void> {
  const writer = createLineWriter(context.output);
  const lines = isJson ? jsonLines(metadata, out) : textLines(metadata, out, context);
  for (const line of lines) await writer.write(line);
  await writer.flush();
}

function jsonLines({ tasks, problems, counts }: Metadata, out: string): readonly string[] {
  return [
    ...tasks.map((task) => JSON.stringify(task)),
    JSON.stringify({ summary: { out, ...counts, problems } }),
  ];
}

function textLines(
  { tasks, counts, problems }: Metadata,
  out: string,
  context: CommandContext,
): readonly string[] {
  const colour = colours(context);
  return [
    ...tasks.flatMap(({ instruction, objects }) => [
      colour.bold(instruction),
      ...table(
        objects.map(({ phrase, role, body }) => ['', phrase, colour.cyan(role), body ?? colour.yellow('?')]),
      ),
    ]),
    '',
    ...table([
      ['episodes', String(counts.episodes)],
      ['frames', String(counts.frames)],
      [
        'labels',
        Object.entries(counts.answers)
          .map(([answer, count]) => `${answer} ${count}`)
          .join(', '),
      ],
      ['unlabelled', String(counts.unlabelled)],
      ['output', out],
    ]),
    ...problems.map(({ at, message }) => colour.yellow(`problem: ${message} (${at})`)),
  ];
}

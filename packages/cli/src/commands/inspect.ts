import { resolve } from 'node:path';
import { type SourceFormat, sourceFormats } from '@inspire-vla/dataset';
import { Command, InvalidArgumentError, Option } from 'commander';
import { describeShard } from '../annotate/shard.js';
import { locateSource } from '../hub/locate-source.js';
import { type EpisodeSummaryLine, inspectEpisode } from '../inspect/inspect-episode.js';
import { type DatasetSummary, inspectDataset } from '../inspect/summarize.js';
import { writeReport } from '../inspect/write-report.js';
import { checkReportPlace } from '../output/report-place.js';
import { formatCounted } from '../report/format.js';
import { type CommandContext, colours } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { noteLines, problemLines } from '../terminal/problem-lines.js';
import { table } from '../terminal/table.js';
import { sharedOptions } from './options.js';

interface InspectOptions {
  readonly from?: SourceFormat;
  readonly report?: string;
  readonly episode?: number;
  readonly json?: true;
  readonly quiet?: true;
}

/** `inspire inspect`: what is in a dataset. */
export function inspectCommand(context: CommandContext, signal: AbortSignal): Command {
  return new Command('inspect')
    .description('say what is in a dataset, annotated or not')
    .argument('<directory>', 'a dataset of any readable format, or hf:<user>/<name>[@revision]')
    .addOption(new Option('--from <format>', 'format of the dataset').choices(sourceFormats))
    .addOption(new Option('--episode <index>', 'show one episode').argParser(parseIndex))
    .addOption(new Option('--report <file>', 'also write an HTML report of an annotated dataset'))
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action(async (given: string, options: InspectOptions) => {
      const isJson = options.json === true;
      const { path: directory } = await locateSource(given, 'dataset', context, {
        isQuiet: options.quiet === true,
        signal,
      });
      const report = options.report === undefined ? null : resolve(options.report);
      // Before the reading, which may take long.
      if (report !== null) await checkReportPlace(report, directory);
      const lines =
        options.episode === undefined
          ? summaryLines(await inspectDataset(directory, options.from, signal), isJson, context)
          : episodeLines(await inspectEpisode(directory, options.episode, options.from), isJson, context);
      signal.throwIfAborted();
      if (report !== null) await writeReport(directory, report, options.from);
      await writeLines(context.output, lines);
    });
}

function parseIndex(text: string): number {
  const index = Number(text);
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('an episode index, 0 or more, is needed');
  return index;
}

function summaryLines(summary: DatasetSummary, isJson: boolean, context: CommandContext): readonly string[] {
  if (isJson) return [JSON.stringify(summary)];
  const colour = colours(context);
  const { shard, tasks, problems, answers, omitted, unchecked } = summary;
  return [
    ...table([
      ['path', summary.path],
      ['format', `${summary.format}${summary.isAnnotated ? ', annotated' : ''}`],
      ...(shard === null ? [] : [['part', describeShard(shard)]]),
      ['robot', summary.robotType ?? 'unknown'],
      ['episodes', String(summary.episodes)],
      ['frames', `${summary.frames} at ${summary.fps} per second`],
      ['cameras', summary.cameras.map(({ name, sizes }) => `${name} ${sizes.join(', ')}`).join('; ')],
      [
        'features',
        summary.features.map(({ name, type, shape }) => `${name} ${type}[${shape.join('×')}]`).join(', '),
      ],
    ]),
    ...tasks.flatMap(({ instruction, episodes, frames, objects }) => [
      '',
      `${colour.bold(instruction)}  ${colour.dim(`${formatCounted(episodes, 'episode')}, ${formatCounted(frames, 'frame')}`)}`,
      ...table(objects.map(({ phrase, role, body }) => ['', phrase, colour.cyan(role), body ?? ''])),
    ]),
    ...(summary.isAnnotated ? ['', ...answerLines(answers, summary.unlabelled, context)] : []),
    ...noteLines(omitted).map(colour.dim),
    ...problemLines(problems).map(colour.yellow),
    ...unchecked.map((reason) => colour.dim(`not looked at: ${reason}`)),
  ];
}

function answerLines(
  answers: Readonly<Record<string, number>>,
  unlabelled: number,
  context: CommandContext,
): readonly string[] {
  const counts = [
    ...Object.entries(answers).sort(([, one], [, other]) => other - one),
    ['unlabelled', unlabelled] as const,
  ];
  const total = Math.max(
    1,
    counts.reduce((sum, [, count]) => sum + count, 0),
  );
  const colour = colours(context);
  return table(
    counts.map(([answer, count]) => [
      answer,
      String(count),
      `${((100 * count) / total).toFixed(1)} %`,
      colour.cyan('█'.repeat(Math.round((40 * count) / total))),
    ]),
  );
}

function episodeLines(
  episode: EpisodeSummaryLine,
  isJson: boolean,
  context: CommandContext,
): readonly string[] {
  if (isJson) return [JSON.stringify(episode)];
  const colour = colours(context);
  return [
    `${colour.bold(episode.instruction)}  ${colour.dim(`${episode.id}, ${episode.length} frames`)}`,
    ...episode.objects.flatMap(({ question, runs }) => [
      question,
      ...table(
        runs.map(({ answer, start, end }) => [
          '',
          `${start}–${end}`,
          answer === '' ? '(unlabelled)' : answer,
        ]),
      ),
    ]),
  ];
}

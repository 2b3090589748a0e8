import { Command, InvalidArgumentError, Option } from 'commander';
import { episodeSettings, tabletopDefaults } from '../tabletop/episode-settings.js';
import type { CommandContext } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { createProgress } from '../terminal/progress.js';
import { parseCount, parsePixels, sharedOptions } from './options.js';
import { checkReplan, locatePolicy, type NamedPolicy, parsePolicy, policyKinds } from './policy-option.js';

interface PlayOptions {
  readonly policy: NamedPolicy;
  readonly task?: string;
  readonly split: string;
  readonly seed: number;
  readonly out: string;
  readonly filmSize: number;
  readonly imageSize: number;
  readonly replan?: number;
  readonly limit?: number;
  readonly json?: true;
  readonly quiet?: true;
}

/** `inspire tabletop play`: one episode as a film. */
export function tabletopPlayCommand(context: CommandContext, signal: AbortSignal): Command {
  const pixels = (flag: string, text: string) =>
    new Option(`${flag} <pixels>`, text).argParser(parsePixels).default(tabletopDefaults.imageSize);
  return new Command('play')
    .description('make a film of one episode, with instruction, questions, answers and truth')
    .addOption(
      new Option('--policy <policy>', policyKinds)
        .argParser(parsePolicy)
        .default({ kind: 'expert' }, 'expert'),
    )
    .addOption(
      new Option('--task <id>', 'a task, or a scene or family whose first is meant (default: the first)'),
    )
    .addOption(new Option('--split <name>', 'seen, unseen, or a file of tasks').default('seen'))
    .addOption(
      new Option('--seed <number>', 'of the start, as an evaluation names it')
        .argParser(parseStart)
        .default(tabletopDefaults.seed),
    )
    .addOption(
      new Option('--out <file>', '.png for an animated PNG; .mp4 or .webp need ffmpeg').makeOptionMandatory(),
    )
    .addOption(pixels('--film-size', 'of the pictures in the film'))
    .addOption(pixels('--image-size', 'of the pictures that the policy sees'))
    .addOption(
      new Option('--replan <actions>', 'actions of a chunk before the next (default: all)').argParser(
        parseCount,
      ),
    )
    .addOption(
      new Option('--limit <ticks>', 'length of the episode (default: 300 per step of a task)').argParser(
        parseCount,
      ),
    )
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action((options: PlayOptions) => run(options, context, signal));
}

async function run(options: PlayOptions, context: CommandContext, signal: AbortSignal): Promise<void> {
  const { tickLimit } = await import('@inspire-vla/tabletop');
  const { chooseTasks, loadSplit } = await import('../tabletop/choose-tasks.js');
  const { playTabletop } = await import('../tabletop/play.js');
  const { task: name = 'all', split, out, json, quiet, ...rest } = options;
  checkReplan(options.replan, [options.policy]);
  const [task] = chooseTasks(await loadSplit(split), name, '--task');
  if (task === undefined) throw new RangeError('a split has at least one task');
  const policy = await locatePolicy(rest.policy, context, { isQuiet: quiet === true, signal });
  const progress = createProgress(context, quiet === true);
  progress.start(options.limit ?? tickLimit(task), 'ticks');
  try {
    const { isDone, length } = await playTabletop({
      ...{ ...rest, policy, task, output: out, ...episodeSettings(options), signal },
      onTick: () => progress.advance(1),
    });
    progress.stop();
    const line = {
      task: task.id,
      instruction: task.instruction,
      seed: rest.seed,
      isDone,
      ticks: length,
      film: out,
    };
    const text = `${task.instruction}: ${isDone ? 'done' : 'not done'} after ${length} ticks; ${out}`;
    await writeLines(context.output, [json === true ? JSON.stringify(line) : text]);
  } finally {
    progress.stop();
  }
}

/** Parses the seed of a start: those of evaluations are beyond the seeds that people give. */
function parseStart(text: string): number {
  const seed = Number(text);
  if (/^-?\d+$/.test(text) && seed === (seed | 0)) return seed;
  throw new InvalidArgumentError('a whole number of 32 bits is needed');
}

import { InspireError } from '@inspire-vla/adapter';
import { Command, InvalidArgumentError, Option } from 'commander';
import { countEndings } from '../tabletop/count-endings.js';
import { episodeSettings, tabletopDefaults } from '../tabletop/episode-settings.js';
import type { SuccessRate, TabletopEvaluation } from '../tabletop/evaluate.js';
import type { EvaluationSettings } from '../tabletop/evaluation-settings.js';
import { type AnswerSource, answerSources } from '../tabletop/forced-answers.js';
import type { PolicyChoice } from '../tabletop/requests.js';
import { type CommandContext, colours } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { createProgress } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import { parseTemperature } from './model-options.js';
import { parseCount, parsePixels, sharedOptions } from './options.js';
import {
  checkReplan,
  locatePolicy,
  type NamedPolicy,
  nameOfPolicy,
  namesOfPolicies,
  parsePolicy,
  policyKinds,
} from './policy-option.js';
import { parseSeed } from './tabletop-record.js';

interface EvaluateOptions {
  readonly policy: NamedPolicy;
  readonly answers: AnswerSource;
  readonly temperature: number;
  readonly against?: NamedPolicy;
  readonly tasks: string;
  readonly split: string;
  readonly episodes: number;
  readonly seeds: readonly number[];
  readonly imageSize: number;
  readonly replan?: number;
  readonly limit?: number;
  readonly jobs?: number;
  readonly film?: string;
  readonly report?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** `inspire tabletop evaluate`: success rates in closed loop. */
export function tabletopEvaluateCommand(context: CommandContext, signal: AbortSignal): Command {
  return new Command('evaluate')
    .description('measure how often a policy does its tasks, in closed loop')
    .addOption(new Option('--policy <policy>', policyKinds).argParser(parsePolicy).makeOptionMandatory())
    .addOption(
      new Option('--answers <from>', "of a model folder: its own, the world's, or others than the world's")
        .choices(answerSources)
        .default('asked' satisfies AnswerSource),
    )
    .addOption(
      new Option('--temperature <t>', 'of model folders: draw actions instead of taking the likeliest')
        .argParser(parseTemperature)
        .default(0),
    )
    .addOption(new Option('--against <policy>', 'another policy, on the same starts').argParser(parsePolicy))
    .addOption(
      new Option('--tasks <names>', 'all, or ids, scenes, families and kinds, separated by commas').default(
        'all',
      ),
    )
    .addOption(new Option('--split <name>', 'seen, unseen, or a file of tasks').default('seen'))
    .addOption(
      new Option('--episodes <count>', 'per task and seed')
        .argParser(parseCount)
        .default(tabletopDefaults.episodes),
    )
    .addOption(
      new Option('--seeds <numbers>', 'separated by commas')
        .argParser(parseSeeds)
        .default(tabletopDefaults.seeds, tabletopDefaults.seeds.join()),
    )
    .addOption(
      new Option('--image-size <pixels>', 'of the pictures that the policy sees')
        .argParser(parsePixels)
        .default(tabletopDefaults.imageSize),
    )
    .addOption(
      new Option(
        '--replan <actions>',
        'actions of a chunk that are done before the next (default: all)',
      ).argParser(parseCount),
    )
    .addOption(
      new Option('--limit <ticks>', 'length of an episode (default: 300 per step of a task)').argParser(
        parseCount,
      ),
    )
    .addOption(
      new Option(
        '--jobs <threads>',
        'threads, each with a world and a connection or model of its own (default: as many as there are cores, and as models fit into memory)',
      ).argParser(parseCount),
    )
    .addOption(new Option('--film <directory>', 'films of the first failure of each task go there'))
    .addOption(new Option('--report <file>', 'an HTML page with rates, intervals and the films'))
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action((options: EvaluateOptions) => run(options, context, signal));
}

async function run(options: EvaluateOptions, context: CommandContext, signal: AbortSignal): Promise<void> {
  const { chooseTasks, loadSplit } = await import('../tabletop/choose-tasks.js');
  const { checkPlace } = await import('../output/check-place.js');
  const { settingsOf } = await import('../tabletop/evaluation-settings.js');
  const { evaluateTabletop } = await import('../tabletop/evaluate.js');
  const { writeEvaluation } = await import('../tabletop/write-evaluation.js');
  const { tasks, quiet, json, film, report, policy, against, answers, temperature, ...rest } = options;
  const split = await loadSplit(options.split);
  checkReplan(options.replan, [policy, against]);
  const locate = (named: NamedPolicy) => locatePolicy(named, context, { isQuiet: quiet === true, signal });
  const draw = (located: PolicyChoice, named: NamedPolicy) =>
    withTemperature(located, nameOfPolicy(named), temperature);
  const policies = {
    policy: draw(withAnswers(await locate(policy), nameOfPolicy(policy), answers), policy),
    ...(against === undefined ? {} : { against: draw(await locate(against), against) }),
  };
  const progress = createProgress(context, quiet === true);
  try {
    const job = {
      ...{ ...rest, ...episodeSettings(options), ...policies, tasks: chooseTasks(split, tasks), signal },
      onPhase: (total: number, unit: string) => progress.start(total, unit),
      onProgress: (by: number) => progress.advance(by),
    };
    // Known before hours of episodes rather than after.
    if (film !== undefined) await checkPlace(film, 'folder');
    if (report !== undefined) await checkPlace(report, 'file');
    const evaluation = await evaluateTabletop(job);
    progress.stop();
    const [name, other] =
      against === undefined ? [nameOfPolicy(policy), null] : namesOfPolicies(policy, against);
    const head = { policy: name, split: split.name };
    const settings = settingsOf(options, split);
    const outputs = { ...(film === undefined ? {} : { film }), ...(report === undefined ? {} : { report }) };
    const lines =
      json === true ? jsonLines(evaluation, { head, settings, other }) : textLines(evaluation, context);
    await writeLines(context.output, lines);
    await writeEvaluation(evaluation, { ...head, settings, against: other, ...outputs }, job);
  } finally {
    progress.stop();
  }
}

/** Only a model in this program can be told what it is to answer. */
function withAnswers(policy: PolicyChoice, name: string, answers: AnswerSource): PolicyChoice {
  if (answers === 'asked') return policy;
  if (policy.kind === 'model') return { ...policy, answers };
  throw new InspireError({
    code: 'POLICY_UNFIT',
    message: `answers cannot be put in the place of those of ${name}`,
    at: '--answers',
    fix: 'give a model folder as --policy, or leave --answers out',
  });
}

/** Both policies of a comparison draw, or neither; a server has a temperature of its own. */
function withTemperature(policy: PolicyChoice, name: string, temperature: number): PolicyChoice {
  if (temperature === 0) return policy;
  if (policy.kind === 'model') return { ...policy, temperature };
  throw new InspireError({
    code: 'POLICY_UNFIT',
    message: `the actions of ${name} cannot be drawn from here`,
    at: '--temperature',
    fix: 'give model folders as --policy and --against, or leave --temperature out',
  });
}

/** What stands in the lines beside the figures. */
interface Told {
  readonly head: object;
  readonly settings: EvaluationSettings;
  /** Name of the other policy; null without one. */
  readonly other: string | null;
}

function jsonLines({ tasks, summary }: TabletopEvaluation, told: Told): readonly string[] {
  const { head, settings, other } = told;
  const against = summary.against === undefined ? {} : { against: { policy: other, ...summary.against } };
  const last = { summary: { ...head, ...settings, ...summary, ...against } };
  return [...tasks.map((task) => ({ ...head, ...task })), last].map((line) => JSON.stringify(line));
}

function textLines({ tasks, summary }: TabletopEvaluation, context: CommandContext): readonly string[] {
  const colour = colours(context);
  const { answerAccuracy, millisecondsPerStep, against } = summary;
  return [
    ...table([...tasks, { task: colour.bold('all'), ...summary, against: undefined }].map(rateCells)),
    '',
    `${millisecondsPerStep.toFixed(1)} ms of the policy per tick`,
    ...(answerAccuracy === null ? [] : [`${percent(answerAccuracy)} of the answers true`]),
    ...countEndings(summary),
    ...(against === undefined
      ? []
      : [
          `the other: ${percent(against.rate)}; ${against.wins} starts that only the first did, ` +
            `${against.losses} that only the other did, exact McNemar p = ${against.p.toPrecision(3)}`,
        ]),
  ];
}

function rateCells({
  task,
  successes,
  episodes,
  rate,
  low,
  high,
  against,
}: SuccessRate & { readonly task: string; readonly against?: SuccessRate | undefined }): readonly string[] {
  const compared = against === undefined ? '' : `other ${percent(against.rate)}`;
  return [task, `${successes}/${episodes}`, percent(rate), `${percent(low)} to ${percent(high)}`, compared];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function parseSeeds(text: string): readonly number[] {
  const seeds = text.split(',').map((part) => parseSeed(part.trim()));
  // The same start twice would be counted as two.
  if (new Set(seeds).size < seeds.length) throw new InvalidArgumentError('a seed is there twice');
  return seeds;
}

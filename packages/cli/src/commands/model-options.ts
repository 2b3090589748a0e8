import { actionGrippers } from '@inspire-vla/adapter';
import { normalizationSchemes } from '@inspire-vla/adapter/statistics';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readOverrides } from '../annotate/object-overrides.js';
import { locateSource } from '../hub/locate-source.js';
import { type CompleteChoices, type ModelChoices, modelDefaults } from '../serve/choices.js';
import type { CommandContext } from '../terminal/context.js';
import { wrongUsage } from '../terminal/wrong-usage.js';
import { parseCount } from './options.js';
import { parseSeed } from './tabletop-record.js';

/** What is kept from step to step, which a command of one step has not. */
type OfSteps = 'speculate' | 'askEvery';

/** Options of the commands that run a model. */
export interface ModelCommandOptions
  extends Omit<
      CompleteChoices,
      'model' | 'objects' | 'questions' | 'isTrusted' | 'executionProviders' | OfSteps
    >,
    Pick<ModelChoices, OfSteps> {
  readonly objects?: string;
  /** False with `--no-ask`. */
  readonly ask: boolean;
  readonly provider?: string;
  readonly quiet?: true;
}

/** The options that say how a model is run, each once for all commands. */
export function modelOptions(): readonly Option[] {
  return [
    new Option('--adapter <name>', "in place of the model's own"),
    new Option('--tokenizer <name>', "in place of the model's own"),
    new Option('--codec <codec>', "in place of the model's own"),
    new Option(
      '--foreign-ids <rule>',
      "ids that are no action: taken for the nearest, or a failure (default: as the backbone's reference)",
    ).choices(['nearest', 'fail']),
    new Option(
      '--statistics <file>',
      "norm_stats.json or dataset_statistics.json in place of the model's own",
    ),
    new Option(
      '--normalization <scheme>',
      "how the model's numbers were normalised, in place of the model's own",
    ).choices(normalizationSchemes),
    new Option('--dataset <name>', 'whose of the statistics, where they are of several'),
    new Option(
      '--action-gripper <convention>',
      "how the robot's actions have the gripper, in place of the model's own",
    ).choices(actionGrippers),
    new Option('--objects <file>', 'objects by instruction: {"<instruction>": [{"phrase"}]}'),
    new Option('--horizon <actions>', 'actions per chunk, for codecs that take any').argParser(parseCount),
    new Option('--dimensions <numbers>', 'numbers per action, for codecs that take any').argParser(
      parseCount,
    ),
    new Option('--no-ask', 'skip the questions: the plain policy'),
    new Option('--speculate', "expect the last step's answers again: same result, fewer passes").default(
      modelDefaults.speculate,
    ),
    new Option('--no-speculate', 'ask anew at every step'),
    new Option('--ask-every <steps>', 'keep answers for so many steps')
      .argParser(parseCount)
      .default(modelDefaults.askEvery),
    new Option('--deadline <ms>', 'fail a step that takes longer').argParser(parseCount),
    new Option('--temperature <t>', 'draw actions instead of taking the likeliest')
      .argParser(parseTemperature)
      .default(modelDefaults.temperature),
    new Option('--seed <n>', 'of the draws').argParser(parseSeed).default(modelDefaults.seed),
    new Option('--threads <n>', 'threads of one operator; default one per core').argParser(parseCount),
    new Option('--provider <names>', 'where the model runs, e.g. cuda,cpu'),
    new Option('--no-checksums', "do not compare the files' SHA-256"),
  ];
}

/**
 * Refuses options that say how a model is run where none is: they would have no effect.
 *
 * @throws InspireError with the code of wrong usage, naming them.
 */
export function refuseModelOptions(command: Command): void {
  const names = modelOptions()
    .filter((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      const isOther = typeof value === 'boolean' && value === option.negate;
      return command.getOptionValueSource(option.attributeName()) === 'cli' && !isOther;
    })
    .map(({ long }) => long);
  if (names.length === 0) return;
  throw wrongUsage(
    `${names.join(', ')} say how a model is run, and there is none`,
    'leave them out, or give --model DIR',
  );
}

/**
 * Refuses options that would have no effect beside the others: a seed where nothing is drawn, and options about
 * questions where none are asked.
 *
 * @throws InspireError `USAGE`, naming them.
 */
export function checkModelOptions(command: Command): void {
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli';
  if (isGiven('seed') && command.getOptionValue('temperature') === 0) {
    throw wrongUsage(
      '--seed does nothing without --temperature: the likeliest actions are taken, and none are drawn',
      'give a --temperature above 0, or leave --seed out',
    );
  }
  if (command.getOptionValue('ask') !== false) return;
  const names = [
    ...(isGiven('askEvery') ? ['--ask-every'] : []),
    ...(isGiven('objects') ? ['--objects'] : []),
  ];
  if (names.length === 0) return;
  throw wrongUsage(
    `${names.join(', ')} is about questions, and --no-ask asks none`,
    'leave one of the two out',
  );
}

/**
 * Completes what was typed: downloads `hf:` models and reads the file of objects.
 *
 * @throws InspireError as `locateSource` and `readOverrides`.
 */
export async function readModelChoices(
  given: string,
  options: ModelCommandOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<ModelChoices> {
  const { ask, provider, objects, quiet, ...rest } = options;
  const { path } = await locateSource(given, 'model', context, { isQuiet: quiet === true, signal });
  return {
    ...pick(rest),
    model: path,
    questions: ask ? 'ask' : 'skip',
    isTrusted: !given.startsWith('hf:'),
    ...(provider === undefined ? {} : { executionProviders: provider.split(',') }),
    ...(objects === undefined ? {} : { objects: await readOverrides(objects) }),
  };
}

const kept = [
  'adapter',
  'tokenizer',
  'codec',
  'foreignIds',
  'statistics',
  'normalization',
  'dataset',
  'actionGripper',
  'horizon',
  'dimensions',
  'speculate',
  'askEvery',
  'deadline',
  'temperature',
  'seed',
  'threads',
  'checksums',
] as const;

/** A command has options of its own, which are no part of a model. */
function pick(options: Omit<ModelCommandOptions, 'ask' | 'provider' | 'objects' | 'quiet'>) {
  const entries = kept.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]);
  return Object.fromEntries(entries) as Pick<typeof options, (typeof kept)[number]>;
}

/** Parses a temperature: 0 takes the likeliest. */
export function parseTemperature(text: string): number {
  const temperature = Number(text);
  if (text.trim() !== '' && Number.isFinite(temperature) && temperature >= 0) return temperature;
  throw new InvalidArgumentError('a number of 0 or more is needed');
}

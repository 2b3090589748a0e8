import type { PolicyDescription, PolicyReply } from '@inspire-vla/policy-server';
import { Command, InvalidArgumentError, Option } from 'commander';
import { act, readPictures } from '../serve/act.js';
import { checkDataset } from '../serve/check-dataset.js';
import { createModelPolicy } from '../serve/create-model-policy.js';
import { type CommandContext, colours } from '../terminal/context.js';
import { writeLines } from '../terminal/line-writer.js';
import { table } from '../terminal/table.js';
import {
  checkModelOptions,
  type ModelCommandOptions,
  modelOptions,
  readModelChoices,
} from './model-options.js';
import { sharedOptions } from './options.js';

interface ActCommandOptions extends ModelCommandOptions {
  readonly model: string;
  readonly image: string;
  readonly wrist?: string;
  readonly rightWrist?: string;
  readonly state?: readonly number[];
  readonly instruction: string;
  readonly json?: true;
}

/** `inspire act`: one observation's answers and actions. */
export function actCommand(context: CommandContext, signal: AbortSignal): Command {
  const command = new Command('act')
    .description('answer the questions of one observation, then act')
    .addOption(
      new Option(
        '--model <dir>',
        'a folder with inspire-model.json, or hf:<user>/<name>[@revision]',
      ).makeOptionMandatory(),
    )
    .addOption(new Option('--image <file>', "the main camera's picture").makeOptionMandatory())
    .addOption(new Option('--wrist <file>', "the second camera's picture"))
    .addOption(new Option('--right-wrist <file>', "the third camera's picture"))
    .addOption(new Option('--state <numbers>', "the robot's state, e.g. 0,0.1,1").argParser(parseState))
    .addOption(new Option('--instruction <text>', 'what to do').makeOptionMandatory());
  for (const option of modelOptions().filter(isOfOneStep)) command.addOption(option);
  return command
    .addOption(sharedOptions.json())
    .addOption(sharedOptions.quiet())
    .action((options: ActCommandOptions, self: Command) => {
      checkModelOptions(self);
      return run(options, context, signal);
    });
}

/** What is kept from step to step does nothing for one. */
function isOfOneStep(option: Option): boolean {
  return !['speculate', 'askEvery'].includes(option.attributeName());
}

async function run(options: ActCommandOptions, context: CommandContext, signal: AbortSignal): Promise<void> {
  const { model, image, wrist, rightWrist, state, instruction } = options;
  // Before the weights: a wrong path is told at once.
  const pictures = await readPictures([image, wrist, rightWrist]);
  const policy = await createModelPolicy(await readModelChoices(model, options, context, signal));
  try {
    checkDataset(policy.description, options.dataset);
    const reply = await act(policy, { pictures, state: state ?? null, instruction }, signal);
    const lines =
      options.json === true
        ? [JSON.stringify(toJson(instruction, reply, policy.description))]
        : toText(reply, context);
    await writeLines(context.output, lines);
  } finally {
    await policy.close();
  }
}

function toJson(
  instruction: string,
  { answers, actions, timings, passes, guesses }: PolicyReply,
  { gripper }: PolicyDescription,
) {
  const actionGripper = gripper === undefined ? {} : { actionGripper: gripper };
  return { instruction, answers, actions, ...actionGripper, timings, passes, guesses };
}

function toText({ answers, actions, timings }: PolicyReply, context: CommandContext): readonly string[] {
  const colour = colours(context);
  const sections = [
    answers.map(({ object, answer, probability }) => [object, colour.cyan(answer), probability.toFixed(3)]),
    actions.map((action, step) => [
      colour.dim(`action ${step}`),
      action.map((value) => value.toFixed(4)).join('  '),
    ]),
    Object.entries(timings).map(([part, time]) => [part, colour.dim(`${time.toFixed(1)} ms`)]),
  ];
  return sections.flatMap((rows) => table(rows));
}

function parseState(text: string): readonly number[] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.every(Number.isFinite)) return numbers;
  throw new InvalidArgumentError('numbers with commas between them are needed');
}

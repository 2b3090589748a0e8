import type { Formulation, Order } from '@inspire-vla/adapter';
import { createObjectFinder, createQuestion } from '@inspire-vla/prompt-builder';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { type CommandContext, colours } from '../terminal/context.js';
import { parseLine } from '../terminal/json-lines.js';
import { type FinderOptions, finderOptions, readFinderOptions } from './finder-options.js';
import { mapLines } from './map-lines.js';
import { sharedOptions } from './options.js';

const lineFormat = { schema: z.looseObject({ instruction: z.string() }), shape: '{"instruction":"…"}' };

interface PlanOptions extends FinderOptions {
  readonly formulation: Formulation;
  readonly order: Order;
  readonly objects?: readonly string[];
  readonly template?: string;
  readonly json?: true;
}

/** `inspire plan`: the questions that InSpire asks for an instruction. */
export function planCommand(context: CommandContext, signal: AbortSignal): Command {
  return new Command('plan')
    .description('make the questions for instructions')
    .argument('[file]', `lines ${lineFormat.shape}; - is standard input`, '-')
    .addOption(sharedOptions.formulation())
    .addOption(sharedOptions.order())
    .addOption(
      new Option('--objects <phrases>', 'ask about these instead of what is found: "a; b"').argParser(
        splitPhrases,
      ),
    )
    .addOption(
      new Option('--template <sentence>', 'a question of your own, with [object] where the phrase goes'),
    )
    .addOption(finderOptions.lexicon())
    .addOption(finderOptions.sort())
    .addOption(sharedOptions.json())
    .action(async (file: string, options: PlanOptions) => {
      const finder = createObjectFinder(await readFinderOptions(options));
      const colour = colours(context);
      await mapLines({ file, isJson: options.json === true, signal }, context, (line) => {
        const input = parseLine(line, lineFormat);
        const phrases = options.objects ?? finder.find(input.instruction).map(({ phrase }) => phrase);
        const turns = phrases.map((object) => ({
          object,
          question: createQuestion(options.formulation, object, options.template),
        }));
        const questions = turns.map(({ question }) => `  ${question}`);
        const instruction = colour.bold(input.instruction);
        return {
          value: { ...input, turns },
          text: () =>
            options.order === 'vqa-first' ? [...questions, instruction] : [instruction, ...questions],
        };
      });
    });
}

function splitPhrases(text: string): readonly string[] {
  const phrases = text
    .split(';')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
  if (phrases.length > 0) return phrases;
  throw new InvalidArgumentError('there is no phrase in it; phrases stand between semicolons, as in "a; b"');
}

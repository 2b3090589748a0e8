import type { Formulation, WordSet } from '@inspire-vla/adapter';
import { createLabeler, type Frame } from '@inspire-vla/direction-labeler';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { type CommandContext, colours } from '../terminal/context.js';
import { parseLine } from '../terminal/json-lines.js';
import { mapLines } from './map-lines.js';
import { sharedOptions } from './options.js';

const vectorSchema = z.tuple([z.number(), z.number(), z.number()]);
const lineSchema = z.looseObject({
  object: vectorSchema,
  effector: vectorSchema,
  grasped: z.boolean().default(false),
});

interface LabelOptions {
  readonly formulation: Formulation;
  readonly frame: Frame;
  readonly vocabulary: WordSet;
  readonly closeThreshold?: number;
  readonly compatibility?: 'authors';
  readonly json?: true;
}

/** `inspire label`: the answer for an object's and the end effector's position. */
export function labelCommand(context: CommandContext): Command {
  return new Command('label')
    .description('label positions with answers')
    .argument(
      '[file]',
      'lines {"object":[x,y,z],"effector":[x,y,z],"grasped":bool} in metres; - is standard input',
      '-',
    )
    .addOption(sharedOptions.formulation())
    .addOption(sharedOptions.frame())
    .addOption(sharedOptions.vocabulary())
    .addOption(sharedOptions.closeThreshold())
    .addOption(new Option('--compatibility <name>', "the authors' labels bit for bit").choices(['authors']))
    .addOption(sharedOptions.json())
    .action(async (file: string, options: LabelOptions) => {
      const { vocabulary: words, json, ...rest } = options;
      const labeler = createLabeler({ ...rest, words });
      const colour = colours(context);
      await mapLines(file, json === true, context, (line) => {
        const input = parseLine(line, lineSchema);
        const { answer } = labeler.label(input);
        return {
          value: { ...input, answer },
          text: () => [`${colour.bold(answer.padEnd(8))} ${colour.dim(line.text)}`],
        };
      });
    });
}

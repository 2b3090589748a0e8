import { createObjectFinder, type InstructionObject } from '@inspire-vla/prompt-builder';
import { Command } from 'commander';
import { z } from 'zod';
import { type CommandContext, colours } from '../terminal/context.js';
import { type InputLine, parseLine } from '../terminal/json-lines.js';
import { table } from '../terminal/table.js';
import { type FinderOptions, finderOptions, readFinderOptions } from './finder-options.js';
import { mapLines } from './map-lines.js';
import { sharedOptions } from './options.js';

const lineFormat = { schema: z.looseObject({ text: z.string() }), shape: '{"text":"…"}' };

/** `inspire objects`: the objects of free text. */
export function objectsCommand(context: CommandContext, signal: AbortSignal): Command {
  return new Command('objects')
    .description('find the objects of instructions')
    .argument('[file]', `lines ${lineFormat.shape}, or bare text lines; - is standard input`, '-')
    .addOption(finderOptions.lexicon())
    .addOption(finderOptions.sort())
    .addOption(sharedOptions.json())
    .action(async (file: string, options: FinderOptions & { readonly json?: true }) => {
      const finder = createObjectFinder(await readFinderOptions(options));
      const colour = colours(context);
      await mapLines({ file, isJson: options.json === true, signal }, context, (line) => {
        const input = parseText(line);
        const objects = finder.find(input.text);
        return {
          value: { ...input, objects: objects.map(toJson) },
          text: () => [
            colour.bold(input.text),
            ...table(
              objects.map(({ phrase, head, role }) => ['', phrase, colour.dim(head), colour.cyan(role)]),
            ),
          ],
        };
      });
    });
}

/** A line that begins with a brace is JSON; anything else is the text itself. */
function parseText(line: InputLine): z.infer<typeof lineFormat.schema> {
  return line.text.trimStart().startsWith('{') ? parseLine(line, lineFormat) : { text: line.text };
}

function toJson({
  phrase,
  head,
  role,
  start,
  end,
}: InstructionObject): Omit<InstructionObject, 'preposition' | 'isHeld'> {
  return { phrase, head, role, start, end };
}

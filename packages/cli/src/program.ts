import { Command } from 'commander';
import { actCommand } from './commands/act.js';
import { annotateCommand } from './commands/annotate.js';
import { detokenizeCommand } from './commands/detokenize.js';
import { inspectCommand } from './commands/inspect.js';
import { labelCommand } from './commands/label.js';
import { mergeCommand } from './commands/merge.js';
import { objectsCommand } from './commands/objects.js';
import { planCommand } from './commands/plan.js';
import { serveCommand } from './commands/serve.js';
import { tabletopCommand } from './commands/tabletop.js';
import { tokenizeCommand } from './commands/tokenize.js';
import type { CommandContext } from './terminal/context.js';
import { version } from './version.js';

/** Builds the command tree; its errors are thrown, never printed or exited with. */
export function createProgram(context: CommandContext, signal: AbortSignal): Command {
  const program = new Command('inspire')
    .description('InSpire: spatial questions and answers for vision-language-action models')
    .version(version);
  program.addCommand(annotateCommand(context, signal));
  program.addCommand(mergeCommand(context, signal));
  program.addCommand(inspectCommand(context, signal));
  program.addCommand(objectsCommand(context, signal));
  program.addCommand(planCommand(context, signal));
  program.addCommand(labelCommand(context, signal));
  program.addCommand(tokenizeCommand(context, signal));
  program.addCommand(detokenizeCommand(context, signal));
  program.addCommand(serveCommand(context, signal));
  program.addCommand(actCommand(context, signal));
  program.addCommand(tabletopCommand(context, signal));
  for (const command of commandsOf(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.output.write(text),
      // Errors are printed by main in the one form of this command line.
      writeErr: () => {},
    });
  }
  return program;
}

/** A command and all below it. */
function commandsOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

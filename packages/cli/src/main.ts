import { InspireError } from '@inspire-vla/adapter';
import { type Command, CommanderError } from 'commander';
import { createProgram } from './program.js';
import { type CommandContext, processContext } from './terminal/context.js';
import { closedPipe } from './terminal/line-writer.js';
import { exitStatus, printError, usageCode } from './terminal/print-error.js';

const interruptions = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs the command line.
 *
 * @param args - without the interpreter and the script.
 * @returns the exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
 */
export async function main(
  args: readonly string[],
  context: CommandContext = processContext(),
): Promise<number> {
  const interruption = new AbortController();
  const interrupt = () => {
    interruption.abort();
    // Who waits for lines would wait for ever.
    context.input.destroy();
  };
  // Schedulers ask with SIGTERM before they kill.
  for (const name of interruptions) process.once(name, interrupt);
  // Help and progress are written without waiting; whose reader has gone (`| head`) wants no stack trace.
  // That may be after this run has ended, so they stay ignored: once, however often this is called.
  for (const stream of [context.output, context.errors]) {
    if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
  }
  const program = createProgram(context, interruption.signal);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitStatus.done;
  } catch (error) {
    if (error === closedPipe) return exitStatus.done;
    if (interruption.signal.aborted) return exitStatus.interrupted;
    if (error instanceof CommanderError) return usageStatus(error, program, args, context);
    return printError(error, args.includes('--json'), context);
  } finally {
    for (const name of interruptions) process.removeListener(name, interrupt);
  }
}

function ignore(): void {}

function usageStatus(
  error: CommanderError,
  program: Command,
  args: readonly string[],
  context: CommandContext,
): number {
  if (error.exitCode === 0) return exitStatus.done;
  const isHelpShown = error.code === 'commander.help';
  const usage = new InspireError({
    code: usageCode,
    message: isHelpShown ? 'no command is given' : error.message.replace(/^error: /, ''),
    fix: `${['inspire', ...commandOf(program, args)].join(' ')} --help lists what can be given`,
  });
  return printError(usage, args.includes('--json'), context);
}

/** The words that name a command, as far as there is one: what is wrong with its options, its own help says. */
function commandOf(program: Command, args: readonly string[]): readonly string[] {
  const [word, ...rest] = args.filter((arg) => !arg.startsWith('-'));
  const command = program.commands.find((candidate) => candidate.name() === word);
  return command === undefined ? [] : [command.name(), ...commandOf(command, rest)];
}

import type { Readable, Writable } from 'node:stream';
import pc from 'picocolors';

/** The streams and switches of one run of the command line; tests pass their own. */
export interface CommandContext {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
  /** Whether `output` is a terminal that a person looks at. */
  readonly isTerminal: boolean;
  /** Whether `errors` is a terminal: progress is then a bar, else a line now and then. */
  readonly isErrorsTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The context of the running process. */
export function processContext(): CommandContext {
  return {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    isTerminal: process.stdout.isTTY === true,
    isErrorsTerminal: process.stderr.isTTY === true,
    environment: process.env,
  };
}

/** Colour functions that do nothing unless the output is a terminal and colour is wanted. */
export function colours(context: CommandContext): ReturnType<typeof pc.createColors> {
  const { environment } = context;
  const isWanted = (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  return pc.createColors(context.isTerminal && isWanted);
}

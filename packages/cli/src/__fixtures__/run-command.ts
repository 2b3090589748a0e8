import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { main } from '../main.js';

/** What a run of the command line left behind. */
export interface CommandResult {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
  /** The lines of `output` as JSON. */
  json(): readonly unknown[];
}

/** Runs the command line in this process, with its own streams. */
export async function runCommand(
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const output = new PassThrough();
  const errors = new PassThrough();
  const [collectedOutput, collectedErrors] = [text(output), text(errors)];
  const status = await main(args, {
    input: Readable.from([input]),
    output,
    errors,
    isTerminal: false,
    isErrorsTerminal: false,
    environment,
  });
  output.end();
  errors.end();
  const written = await collectedOutput;
  return {
    status,
    output: written,
    errors: await collectedErrors,
    json: () => written.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as unknown),
  };
}

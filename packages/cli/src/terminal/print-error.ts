import { InspireError } from '@inspire-vla/adapter';
import type { CommandContext } from './context.js';

/** Exit statuses of `inspire`. */
export const exitStatus = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Code of every error that stems from how the command was called. */
export const usageCode = 'USAGE';

/** Prints an error on the error stream, as text or as one line of JSON, and gives the exit status. */
export function printError(error: unknown, isJson: boolean, context: CommandContext): number {
  const { code, message, at, fix } = describe(error);
  const text = isJson
    ? JSON.stringify({ error: { code, message, at: at ?? null, fix: fix ?? null } })
    : [
        `error[${code}]: ${message}`,
        ...(at === undefined ? [] : [`  at: ${at}`]),
        ...(fix === undefined ? [] : [`  fix: ${fix}`]),
      ].join('\n');
  context.errors.write(`${text}\n`);
  if (context.environment['INSPIRE_DEBUG'] === '1' && error instanceof Error) {
    context.errors.write(`${error.stack ?? ''}\n`);
    if (error.cause instanceof Error) context.errors.write(`caused by ${error.cause.stack ?? ''}\n`);
  }
  return code === usageCode ? exitStatus.usage : exitStatus.failed;
}

/** What to do in the words of the command line, where the library's own speak of its options. */
const fixes: Readonly<Record<string, string>> = {
  CONNECTION_FAILED: 'check the address, and that the server runs, as inspire serve --model DIR does',
  OUTPUT_EXISTS: 'give --overwrite to replace it, or another --out',
};

interface Description {
  readonly code: string;
  readonly message: string;
  readonly at: string | undefined;
  readonly fix: string | undefined;
}

function describe(error: unknown): Description {
  if (InspireError.isInstance(error)) {
    const { code, message, at, fix } = error;
    return { code, message, at, fix: fixes[code] ?? fix };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    message,
    at: undefined,
    fix: 'this is a bug of inspire; INSPIRE_DEBUG=1 prints the stack trace for a report',
  };
}

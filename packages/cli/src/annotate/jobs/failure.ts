import { InspireError } from '@inspire-vla/adapter';
import type { Failure } from './messages.js';

/** Describes an error to another thread. */
export function describeFailure(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (!InspireError.isInstance(error)) return { message, code: null, stack };
  return { message, code: error.code, at: error.at, fix: error.fix, stack };
}

/** The error that another thread has described. */
export function createError({ message, code, at, fix, stack }: Failure): Error {
  const cause = new Error(message);
  if (stack !== undefined) cause.stack = stack;
  if (code === null) return cause;
  return new InspireError({
    code,
    message,
    ...(at === undefined ? {} : { at }),
    ...(fix === undefined ? {} : { fix }),
    cause,
  });
}

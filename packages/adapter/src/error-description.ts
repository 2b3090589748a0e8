import { InspireError } from './errors.js';

/** An error as plain data, which passes between threads, and through JSON; a class does not survive the way. */
export interface ErrorDescription {
  readonly message: string;
  /** Of an InspireError; null for any other. */
  readonly code: string | null;
  readonly at?: string;
  readonly fix?: string;
  /** Where it was thrown. */
  readonly stack?: string;
}

/**
 * Describes an error to another thread or process; see {@link restoreError}.
 *
 * @example
 * ```ts
 * import { describeError, InspireError, restoreError } from '@inspire-vla/adapter';
 *
 * const error = new InspireError({ code: 'FRAME_SYNTAX', message: 'axis w is unknown', at: 'frame' });
 * const description = describeError(error); // what parentPort.postMessage takes
 * console.log(restoreError(description)); // FRAME_SYNTAX again, with the thread's own stack as its cause
 * ```
 */
export function describeError(error: unknown): ErrorDescription {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const place = stack === undefined ? {} : { stack };
  if (!InspireError.isInstance(error)) return { message, code: null, ...place };
  const { code, at, fix } = error;
  return { message, code, ...optional(at, fix), ...place };
}

/**
 * The error that another thread has described: what it was there, so that nobody need know in which thread it was
 * thrown. An InspireError has the stack of the other thread in its `cause`, any other has it itself.
 */
export function restoreError({ message, code, at, fix, stack }: ErrorDescription): Error {
  const thrown = new Error(message);
  if (stack !== undefined) thrown.stack = stack;
  return code === null ? thrown : new InspireError({ code, message, ...optional(at, fix), cause: thrown });
}

function optional(at: string | undefined, fix: string | undefined): { at?: string; fix?: string } {
  return { ...(at === undefined ? {} : { at }), ...(fix === undefined ? {} : { fix }) };
}

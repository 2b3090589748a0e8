import { InspireError } from '@inspire-vla/adapter';

/** An error as text for a person at the other end; no stack trace leaves the machine. */
export function errorText(error: unknown): string {
  const { code, message, at, fix } = toInspireError(error);
  return [
    `error[${code}]: ${message}`,
    ...(at === undefined ? [] : [`  at: ${at}`]),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
  ].join('\n');
}

/** Any thrown value as an error of this repository. */
export function toInspireError(error: unknown): InspireError {
  if (InspireError.isInstance(error)) return error;
  return new InspireError({
    code: 'INTERNAL',
    message: error instanceof Error ? error.message : String(error),
    fix: 'see the log of the server',
    cause: error,
  });
}

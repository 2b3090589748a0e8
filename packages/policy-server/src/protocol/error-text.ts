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

/** An error of this repository that came as {@link errorText}; null for the words of another server. */
export function parseErrorText(text: string): InspireError | null {
  const [, code, message, at, fix] =
    /^error\[([A-Z][A-Z0-9_]*)\]: (.*?)(?:\n {2}at: (.*?))?(?:\n {2}fix: (.*))?$/s.exec(text) ?? [];
  if (code === undefined || message === undefined) return null;
  return new InspireError({
    ...{ code, message },
    ...(at === undefined ? {} : { at }),
    ...(fix === undefined ? {} : { fix }),
  });
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

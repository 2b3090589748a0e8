import { InspireError } from '@inspire-vla/adapter';

/**
 * The error for a failed write: `OUTPUT_DISK_FULL` where the disk or a quota is exhausted, else `OUTPUT_NOT_WRITABLE`.
 *
 * @param cause - what Node.js or DuckDB raised.
 * @param at - the file or folder.
 */
export function outputError(cause: unknown, at: string): InspireError {
  if (InspireError.isInstance(cause)) return cause;
  const reason = reasonOf(cause);
  const isFull = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(reason);
  return new InspireError({
    code: isFull ? 'OUTPUT_DISK_FULL' : 'OUTPUT_NOT_WRITABLE',
    message: isFull ? 'the disk is full' : `the output cannot be written (${reason})`,
    at,
    fix: isFull
      ? 'free some disk space, or choose another disk, and run again'
      : 'choose a folder that you may write to',
    cause,
  });
}

/** The first line of an error's message; DuckDB appends advice below it. */
export function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n')[0] ?? '';
}

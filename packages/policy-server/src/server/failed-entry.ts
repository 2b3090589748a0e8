import { toInspireError } from '../protocol/error-text.js';
import type { LogEntry } from './log.js';

/** What the log says of a request that failed: all that the error knows, since a protocol may tell the client nothing. */
export function failedEntry(error: unknown): LogEntry & { readonly code: string } {
  const { code, message, at, fix } = toInspireError(error);
  const isInternal = code === 'INTERNAL';
  const stack = isInternal && error instanceof Error ? error.stack : undefined;
  return { level: isInternal ? 'error' : 'warn', event: 'failed', code, message, at, fix, stack };
}

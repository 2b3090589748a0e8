/** One event of a server, as plain data: one line of a structured log. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** What happened, e.g. `listening`, `connected`, `answered`, `failed`, `disconnected`, `stopped`. */
  readonly event: string;
  /** Number of the connection, counted from 1. */
  readonly connection?: number;
  readonly [detail: string]: string | number | boolean | null | undefined;
}

/** Takes a server's events. */
export type Log = (entry: LogEntry) => void;

import { InspireError } from '@inspire-vla/adapter';

/**
 * Bounds that keep one client from harming the others: numbers above 0, and whole but for the seconds. There is none
 * without a bound; where one is in the way, give a large number.
 */
export interface ServerLimits {
  /** Bytes of one message. Default 32 MiB; three 720p pictures are 8 MiB. */
  readonly messageBytes: number;
  /** Clients at a time. Default 128. */
  readonly clients: number;
  /** Requests of all clients that wait for the policy. Default 128. */
  readonly queue: number;
  /** Seconds without a message before a client is sent away. Default 3600. */
  readonly idleSeconds: number;
  /** Seconds that a client may take to read a reply. Default 60. */
  readonly sendSeconds: number;
  /** Seconds for the head of a request, and for the body of one. Default 10, 60. */
  readonly headSeconds: number;
  readonly bodySeconds: number;
  /** Seconds that a stopping server waits for what is running. Default 30. */
  readonly stopSeconds: number;
}

/** A timer of so many seconds, in milliseconds; a longer one than this would run out at once. */
export function timerOf(seconds: number): number {
  return Math.min(seconds * 1000, largestInteger);
}

/** What timers, and the length of websocket messages, are kept in. */
export const largestInteger = 2 ** 31 - 1;

/** The defaults. */
export const defaultLimits: ServerLimits = {
  messageBytes: 32 * 1024 * 1024,
  clients: 128,
  queue: 128,
  idleSeconds: 3600,
  sendSeconds: 60,
  headSeconds: 10,
  bodySeconds: 60,
  stopSeconds: 30,
};

/** Those that count things, of which there are no parts. */
const counts: readonly (keyof ServerLimits)[] = ['messageBytes', 'clients', 'queue'];

/**
 * The defaults where nothing else is given; `undefined` is nothing.
 *
 * @throws InspireError `LIMIT_INVALID`: a bound of NaN or Infinity would hold nobody back, and one of 0 or less everybody.
 */
export function fillLimits(
  given: { readonly [Name in keyof ServerLimits]?: number | undefined },
): ServerLimits {
  const present = Object.entries(given).filter(([, limit]) => limit !== undefined);
  const limits: ServerLimits = { ...defaultLimits, ...Object.fromEntries(present) };
  for (const name of Object.keys(defaultLimits) as (keyof ServerLimits)[]) check(name, limits[name]);
  return limits;
}

function check(name: keyof ServerLimits, limit: number): void {
  const isWhole = counts.includes(name);
  if (Number.isFinite(limit) && limit > 0 && (Number.isInteger(limit) || !isWhole)) return;
  throw new InspireError({
    code: 'LIMIT_INVALID',
    message: `a limit is ${limit}`,
    at: `limits.${name}`,
    fix: `give a ${isWhole ? 'whole ' : ''}number above 0, or leave it out: the default is ${defaultLimits[name]}`,
  });
}

import { setTimeout } from 'node:timers/promises';

/** Tries of one request. */
const tries = 4;

/** Milliseconds before the second try; doubled for each further one. */
const firstPause = 500;

/** Milliseconds that a server may ask to wait; the windows of the hub's rate limit are as long. */
const longestPause = 300_000;

const busy: readonly number[] = [429, 503];
const broken: readonly number[] = [500, 502, 504];

/**
 * Makes a `fetch` that tries again after a lost connection or where the server is busy, waiting as long as it asks.
 *
 * A commit is repeated only where the server says that it did nothing: a second one would not be the first.
 *
 * @param signal - ends requests and waits.
 */
export function createRetryingFetch(signal?: AbortSignal): typeof fetch {
  return async (input, init) => {
    const signals = [signal, init?.signal].filter((one) => one !== undefined && one !== null);
    const options = signals.length === 0 ? {} : { signal: AbortSignal.any(signals) };
    const isRepeatable = !(init?.method === 'POST' && addressOf(input).includes('/commit/'));
    for (let attempt = 1; ; attempt += 1) {
      const result = await fetch(input, { ...init, ...options }).catch((error: unknown) => {
        if (attempt === tries || !isRepeatable || options.signal?.aborted === true) throw error;
        return null;
      });
      const pause = pauseAfter(result, isRepeatable, firstPause * 2 ** (attempt - 1));
      if (result !== null && (pause === null || pause > longestPause || attempt === tries)) return result;
      await result?.body?.cancel();
      await setTimeout(pause ?? firstPause, undefined, options);
    }
  };
}

function addressOf(input: string | URL | Request): string {
  return input instanceof Request ? input.url : String(input);
}

/** Milliseconds to wait before the next try; null where there shall be none. */
function pauseAfter(response: Response | null, isRepeatable: boolean, usual: number): number | null {
  if (response === null) return usual;
  if (busy.includes(response.status)) return requestedPause(response.headers) ?? usual;
  return isRepeatable && broken.includes(response.status) ? usual : null;
}

/** `Retry-After` in seconds or as a date, else the hub's `RateLimit: …;t=<seconds>`; null where neither is there. */
function requestedPause(headers: Headers): number | null {
  const after = headers.get('Retry-After');
  if (after !== null && /^\d+$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after ?? '');
  if (!Number.isNaN(date)) return Math.max(0, date - Date.now());
  const seconds = /(?:^|;)\s*t=(\d+)/.exec(headers.get('RateLimit') ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

import type { RunTimings } from './types.js';

/** Times the parts of a walk. */
export interface Stopwatch {
  /** Milliseconds since the beginning. */
  elapsed(): number;
  /** Books the time since the last lap; the first lap is the prompt, whatever it is booked as. */
  lap(part: 'answers' | 'actions'): void;
  read(): RunTimings;
}

/** Starts a stopwatch. */
export function createStopwatch(): Stopwatch {
  const start = performance.now();
  const parts = { prompt: 0, answers: 0, actions: 0 };
  let [last, isFirst] = [start, true];
  return {
    elapsed: () => performance.now() - start,
    lap(part) {
      const now = performance.now();
      parts[isFirst ? 'prompt' : part] += now - last;
      [last, isFirst] = [now, false];
    },
    read: () => ({ ...parts, total: last - start }),
  };
}

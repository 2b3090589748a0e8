import cliProgress from 'cli-progress';
import type { CommandContext } from './context.js';

/** Shows how far a long job is. */
export interface Progress {
  start(total: number, unit: string): void;
  advance(by: number): void;
  stop(): void;
}

/**
 * Progress on the error stream: a bar with rate and time left on a terminal, else one line every 5 s.
 */
export function createProgress(context: CommandContext, isQuiet: boolean): Progress {
  if (isQuiet) return { start: () => {}, advance: () => {}, stop: () => {} };
  let begun = Date.now();
  let done = 0;
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage}%  {value}/{total} {unit}  {rate}/s  {eta_formatted} left',
    stream: context.errors as NodeJS.WritableStream,
    noTTYOutput: !context.isErrorsTerminal,
    notTTYSchedule: 5000,
    hideCursor: true,
    clearOnComplete: context.isErrorsTerminal,
    gracefulExit: false,
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  return {
    start(total, unit) {
      begun = Date.now();
      done = 0;
      bar.start(total, 0, { unit, rate: '0' });
    },
    advance(by) {
      done += by;
      bar.increment(by, { rate: (done / Math.max(0.001, (Date.now() - begun) / 1000)).toFixed(0) });
    },
    stop: () => bar.stop(),
  };
}

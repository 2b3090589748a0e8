import type { CommandContext } from './context.js';

/** Says on the error stream that a run goes on with what an earlier one has done. */
export function tellResumed(episodes: number, isQuiet: boolean, { errors }: CommandContext): void {
  if (!isQuiet) errors.write(`resumed: ${episodes} episodes were done\n`);
}

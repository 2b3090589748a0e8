import { readdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { filesOf } from '../files-of.js';
import { runAndKill } from './run-and-kill.js';

/** What came of killing a run many times. */
export interface KillOutcome {
  readonly kills: number;
  /** Runs that were begun. */
  readonly runs: number;
  /** Kills after which the next run went on with what had been done. */
  readonly resumed: number;
  /** Outputs that were made in spite of it, and compared. */
  readonly outputs: number;
  /** What was wrong, by the number of the run; empty where nothing was. */
  readonly failures: readonly string[];
}

/** Options of {@link killAgainAndAgain}. */
export interface KillOptions {
  /** Arguments of a command without `--out` and `--resume`. */
  readonly args: readonly string[];
  /** Where the output goes. */
  readonly output: string;
  /** How often to kill. */
  readonly kills: number;
  /** Gives numbers from 0 to 1. */
  readonly random: () => number;
  readonly onKill?: (kills: number) => void;
}

/**
 * Kills a run at random moments and starts it again with `--resume`, which is killed as well, until so many kills have
 * happened; every output that comes to be must be that of an undisturbed run, with nothing left beside it.
 */
export async function killAgainAndAgain(options: KillOptions): Promise<KillOutcome> {
  const { output, kills: wanted, random } = options;
  const args = [...options.args, '--out', output, '--resume'];
  const undisturbed = await runAndKill(args, null);
  if (undisturbed.status !== 0) throw new Error(`the undisturbed run failed: ${undisturbed.errors}`);
  const expected = await filesOf(output);
  await rm(output, { recursive: true });
  const failures: string[] = [];
  let [kills, runs, resumed, outputs] = [0, 0, 0, 0];
  for (let isOver = false; !isOver; ) {
    const killAfter = kills < wanted ? 1 + Math.floor(random() * undisturbed.steps) : null;
    const { status, errors } = await runAndKill(args, killAfter);
    runs += 1;
    if (errors.includes('resumed: ')) resumed += 1;
    if (status === null) {
      kills += 1;
      options.onKill?.(kills);
      continue;
    }
    if (status === 0) failures.push(...(await compare(expected, output)).map((text) => `run ${runs}: ${text}`));
    else failures.push(`run ${runs} ended with ${status}: ${errors}`);
    outputs += 1;
    isOver = kills >= wanted || status !== 0;
    await rm(output, { recursive: true, force: true });
  }
  return { kills, runs, resumed, outputs, failures };
}

async function compare(expected: Readonly<Record<string, string>>, output: string): Promise<readonly string[]> {
  const found = await filesOf(output);
  const paths = new Set([...Object.keys(expected), ...Object.keys(found)]);
  const different = [...paths].filter((path) => expected[path] !== found[path]).map((path) => `${path} differs`);
  const beside = (await readdir(dirname(output))).filter((name) => name.startsWith(`.${basename(output)}`));
  return [...different, ...beside.map((name) => `${name} is left`)];
}

// Runs a fuzz target ten thousand times, in a process of its own: what ends that process, or takes more than 5 s or
// 2 GB, is a failure of its seed, and the run goes on with the next.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Reads one damaged input: typed error, or everything in its right shape; anything else is thrown. */
export type FuzzTarget = (seed: number) => Promise<'read' | 'refused'>;

/** Prepares a target in an empty folder. */
export type FuzzSetup = (folder: string, args: readonly string[]) => Promise<FuzzTarget>;

const longestMilliseconds = 5000;
const largestBytes = 2 * 2 ** 30;
const childFlag = '--seeds';
const millisecondsBetween = 15_000;

interface Line {
  readonly seed: number;
  readonly outcome?: 'read' | 'refused' | 'failed';
  readonly milliseconds?: number;
  readonly bytes?: number;
}

/**
 * The whole script: `SCRIPT [its own arguments] [COUNT = 10000] [FIRST SEED = 0]`; exits with 1 where a seed failed.
 *
 * @param own - how many arguments the script itself has before the count.
 */
export async function fuzz(setup: FuzzSetup, own = 0): Promise<void> {
  const args = process.argv.slice(2);
  const flag = args.indexOf(childFlag);
  if (flag >= 0) return runSeeds(setup, args.slice(0, own), Number(args[flag + 1]), Number(args[flag + 2]));
  const [count = 10_000, first = 0] = args.slice(own).map(Number);
  const outcomes = { read: 0, refused: 0, failed: 0, crashed: 0, slow: 0 };
  let [slowest, largest, next] = [0, 0, first];
  const tell = createTeller();
  while (next < first + count) {
    const child = spawn(
      process.execPath,
      [
        ...process.execArgv,
        process.argv[1] ?? '',
        ...args.slice(0, own),
        childFlag,
        String(next),
        String(first + count),
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let timer: NodeJS.Timeout | undefined;
    let begun = next;
    for await (const text of createInterface({ input: child.stdout })) {
      const { seed, outcome, milliseconds = 0, bytes = 0 } = JSON.parse(text) as Line;
      clearTimeout(timer);
      begun = seed;
      // It also runs after the last outcome: a process that cannot end has left something undone.
      timer = setTimeout(() => child.kill('SIGKILL'), 4 * longestMilliseconds);
      if (outcome === undefined) continue;
      outcomes[outcome] += 1;
      if (milliseconds > longestMilliseconds) {
        outcomes.slow += 1;
        console.error(`seed ${seed}: ${milliseconds} ms`);
      }
      [slowest, largest] = [Math.max(slowest, milliseconds), Math.max(largest, bytes)];
      next = seed + 1;
      tell(() => `${next - first} of ${count}: ${JSON.stringify(outcomes)}`);
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    clearTimeout(timer);
    if (child.exitCode === 0) continue;
    outcomes.crashed += 1;
    console.error(`seed ${begun}: the process ended with ${child.signalCode ?? child.exitCode}`);
    next = begun + 1;
  }
  const figures = {
    slowestSeconds: (slowest / 1000).toFixed(1),
    largestMegabytes: Math.round(largest / 2 ** 20),
  };
  console.log(JSON.stringify({ ...outcomes, ...figures }));
  const isBad = outcomes.failed + outcomes.crashed + outcomes.slow > 0 || largest > largestBytes;
  process.exitCode = isBad ? 1 : 0;
}

/** Says on standard error how far it is, now and then: a run takes minutes or hours. */
function createTeller(): (text: () => string) => void {
  let last = performance.now();
  return (text) => {
    if (performance.now() - last < millisecondsBetween) return;
    last = performance.now();
    console.error(text());
  };
}

async function runSeeds(setup: FuzzSetup, own: readonly string[], first: number, end: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const target = await setup(folder, own);
  const say = (line: Line) => process.stdout.write(`${JSON.stringify(line)}\n`);
  for (let seed = first; seed < end; seed += 1) {
    say({ seed });
    const started = performance.now();
    let outcome: Line['outcome'] = 'failed';
    try {
      outcome = await target(seed);
    } catch (error) {
      console.error(`seed ${seed}:`, error);
    }
    const milliseconds = Math.round(performance.now() - started);
    say({ seed, outcome, milliseconds, bytes: process.memoryUsage.rss() });
  }
  await rm(folder, { recursive: true });
  // Threads of a reader that was left open must not keep the process.
  process.stdout.write('', () => process.exit(0));
}

import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** How a run of the command line ended. */
export interface KilledRun {
  /** Null where it was killed. */
  readonly status: number | null;
  /** Steps on the file system that it took. */
  readonly steps: number;
  readonly errors: string;
}

const program = fileURLToPath(new URL('counted-program.js', import.meta.url));
const repository = fileURLToPath(new URL('../../../../../', import.meta.url));
const loader = new URL('load-typescript.js', import.meta.url).href;
const loading = ['--import', loader, '--conditions=@inspire-vla/source'];

/**
 * Runs the command line as a process of its own, from its sources, and kills it with SIGKILL after so many steps on
 * the file system. What it does at that moment is not known: the step itself, encoding, or writing by a library.
 *
 * @param killAfter - null lets it run.
 */
export async function runAndKill(args: readonly string[], killAfter: number | null): Promise<KilledRun> {
  const child = spawn(process.execPath, [...loading, program, ...args], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let [steps, errors] = [0, ''];
  child.stderr?.on('data', (text) => {
    errors += String(text);
  });
  const counted = child.stdio[3] as Readable;
  counted.on('data', (ticks: Buffer) => {
    steps += ticks.length;
    if (killAfter !== null && steps >= killAfter) child.kill('SIGKILL');
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return { status, steps, errors };
}

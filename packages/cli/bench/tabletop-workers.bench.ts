// Evaluation in the physics world with one thread and with two, by the built program. The policy is a miniature model with
// random weights, which is asked at every tick and sees two pictures; episodes end at a tick limit, so all are of one length.
// A fifth as many episodes tell what is spent once (the intercept) from what each episode takes. The anchor is what two
// programs side by side, each with half of the work, gain on this machine.
// Arguments: episodes per task, policy (`expert` draws no pictures and needs no limit), pixels, ticks.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeModel } from '../src/__fixtures__/miniature/make-model.mjs';

const [episodes = '10', policy = 'miniature', pixels = '96', ticks = '20'] = process.argv.slice(2);
const program = fileURLToPath(new URL('../bin/inspire.js', import.meta.url));
const [full, few] = [Number(episodes), Math.max(1, Math.round(Number(episodes) / 5))];
const directory = mkdtempSync(join(tmpdir(), 'workers-'));
const ofModel = ['--replan', '1', '--limit', ticks];
const choice =
  policy === 'miniature'
    ? ['--policy', makeModel(join(directory, 'model')), ...ofModel]
    : ['--policy', policy, ...(policy === 'expert' ? [] : ofModel)];

/** Seconds of one evaluation on all 38 seen tasks. */
async function evaluate(jobs: number, perTask: number, seed = 0): Promise<number> {
  const started = performance.now();
  const numbers = ['--image-size', pixels, '--episodes', perTask, '--seeds', seed, '--jobs', jobs];
  const args = ['tabletop', 'evaluate', ...choice, ...numbers, '--json', '--quiet'].map(String);
  const [status] = await once(
    spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'inherit'] }),
    'exit',
  );
  if (status !== 0) throw new Error(`the program ended with ${status}`);
  return (performance.now() - started) / 1000;
}

/** Milliseconds of each episode, and seconds that are spent once. */
function lineOf(many: number, less: number): string {
  const each = (many - less) / (38 * (full - few));
  return `${(1000 * each).toFixed(1)} ms an episode and ${(less - 38 * few * each).toFixed(2)} s once`;
}

if (!existsSync(program)) throw new Error('build the package first');
try {
  const [one, two] = [await evaluate(1, full), await evaluate(2, full)];
  const [oneFew, twoFew] = [await evaluate(1, few), await evaluate(2, few)];
  const started = performance.now();
  await Promise.all([evaluate(1, full / 2, 0), evaluate(1, full / 2, 1)]);
  const apart = (performance.now() - started) / 1000;
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, node ${process.version}`,
  );
  console.log(`${38 * full} episodes of ${policy}, pictures of ${pixels} × ${pixels}`);
  console.log(`one thread: ${one.toFixed(1)} s (${lineOf(one, oneFew)})`);
  console.log(`two threads: ${two.toFixed(1)} s (${lineOf(two, twoFew)})`);
  console.log(
    `ratio ${(one / two).toFixed(2)}; without what is spent once ${((one - oneFew) / (two - twoFew)).toFixed(2)}; ` +
      `two programs side by side: ${(one / apart).toFixed(2)}`,
  );
} finally {
  rmSync(directory, { recursive: true });
}

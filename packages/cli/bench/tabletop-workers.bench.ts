// Evaluation in the physics world with one thread and with two, by the built program; the anchor is what two programs
// side by side, each with half of the work, gain on this machine. Arguments: episodes per task, rounds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const [episodes = 24, rounds = 1] = process.argv.slice(2).map(Number);
const program = fileURLToPath(new URL('../bin/inspire.js', import.meta.url));

/** Seconds of one evaluation of the expert on all seen tasks. */
async function evaluate(jobs: number, perTask: number, seed = 0): Promise<number> {
  const started = performance.now();
  const options = [
    '--policy',
    'expert',
    '--split',
    'seen',
    '--episodes',
    perTask,
    '--seeds',
    seed,
    '--jobs',
    jobs,
  ];
  const args = [program, 'tabletop', 'evaluate', ...options.map(String), '--json', '--quiet'];
  const [status] = await once(
    spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }),
    'exit',
  );
  if (status !== 0) throw new Error(`the program ended with ${status}`);
  return (performance.now() - started) / 1000;
}

const best = (values: readonly number[]) => Math.min(...values);

if (!existsSync(program)) throw new Error('build the package first');
const [one, two, apart]: [number[], number[], number[]] = [[], [], []];
for (let round = 0; round < rounds; round += 1) {
  one.push(await evaluate(1, episodes));
  two.push(await evaluate(2, episodes));
  const started = performance.now();
  await Promise.all([evaluate(1, episodes / 2, 0), evaluate(1, episodes / 2, 1)]);
  apart.push((performance.now() - started) / 1000);
}
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, node ${process.version}`,
);
console.log(
  `${38 * episodes} episodes: ${best(one).toFixed(1)} s with one thread, ${best(two).toFixed(1)} s with two`,
);
console.log(
  `ratio ${(best(one) / best(two)).toFixed(2)}; two programs side by side: ${(best(one) / best(apart)).toFixed(2)}`,
);

// npx tsx --conditions=@inspire-vla/source experiments/seeds.ts --profile ground --row main
// Puts the results of a row's seeds together, as a table: each seed, on each set of starts, and all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mcnemarTest, signFlipTest, wilsonInterval } from '@inspire-vla/tabletop';
import type { Comparison } from './evaluate-row.js';

const { values } = parseArgs({
  options: {
    row: { type: 'string', default: 'main' },
    profile: { type: 'string', default: 'ground' },
    results: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) },
  },
});

/** Two policies on the same starts of a split, once for each seed of the training, and each set of starts. */
type Seeds = readonly (Comparison & { readonly name: string })[];

const resultName = /^\d+(-starts-\d+)?(-temperature-[\d.]+)?\.json$/;

function readResults(): ReadonlyMap<string, Seeds> {
  const start = `${values.profile}-${values.row}-`;
  const files = readdirSync(values.results).filter(
    (file) => file.startsWith(start) && resultName.test(file.slice(start.length)),
  );
  if (files.length === 0) throw new Error(`${values.results} has no ${start}SEED.json`);
  const lines = new Map<string, Seeds>();
  for (const file of files.sort()) {
    const { seed, evaluation, measured } = JSON.parse(readFileSync(join(values.results, file), 'utf8'));
    for (const { share, comparisons } of measured)
      for (const one of comparisons as readonly Comparison[]) {
        const drawn = evaluation?.temperature > 0 ? `, drawn at ${evaluation.temperature}` : '';
        const name = `${one.split}, ${one.policy} and ${one.against}, share ${share}${drawn}`;
        const known = lines.get(name) ?? [];
        const line = { ...one, name: `${seed}, starts ${evaluation?.seed ?? '?'}` };
        if (known.some((other) => other.name === line.name))
          throw new Error(`${file} has what another result has too, ${name}, seed ${line.name}`);
        lines.set(name, [...known, line]);
      }
  }
  return lines;
}

const sumOf = (list: readonly number[]) => list.reduce((sum, number) => sum + number, 0);

function rateOf(successes: number, episodes: number): string {
  const { low, high } = wilsonInterval(successes, episodes);
  const [rate, from, to] = [successes / episodes, low, high].map((share) => (share * 100).toFixed(1));
  return `${successes} (${rate} %; ${from} to ${to})`;
}

/** What one policy does more often than the other; starts of a group, and seeds, are not independent, and are added up. */
function differencesBy(tasks: Seeds[number]['tasks'], groupOf: (task: string) => string): readonly number[] {
  const differences = new Map<string, number>();
  for (const { task, successes, against } of tasks) {
    const before = differences.get(groupOf(task)) ?? 0;
    differences.set(groupOf(task), before + successes - (against?.successes ?? Number.NaN));
  }
  return [...differences.values()];
}

/** The scene that a task's is a variant of; its tasks begin with the same layouts. */
function sceneOf(task: string): string {
  return /^[a-z]+-\d+/.exec(task)?.[0] ?? task;
}

/** A line of the table: these seeds together. */
function line(name: string, seeds: Seeds): string {
  const tasks = seeds.flatMap((one) => one.tasks);
  const episodes = sumOf(tasks.map((task) => task.episodes));
  const [mine, theirs] = [tasks, tasks.map(({ against }) => against)].map((list) =>
    sumOf(list.map((rate) => rate?.successes ?? Number.NaN)),
  ) as [number, number];
  const [wins, losses] = (['wins', 'losses'] as const).map((key) =>
    sumOf(seeds.map(({ summary }) => summary.against?.[key] ?? Number.NaN)),
  ) as [number, number];
  const p = [
    mcnemarTest(wins, losses),
    signFlipTest(differencesBy(tasks, (task) => task)),
    signFlipTest(differencesBy(tasks, sceneOf)),
  ].map((one) => one.toPrecision(2));
  const cells = [
    name,
    episodes,
    rateOf(theirs, episodes),
    rateOf(mine, episodes),
    `${wins} to ${losses}`,
    ...p,
  ];
  return `| ${cells.join(' | ')} |`;
}

for (const [name, seeds] of readResults()) {
  console.log(
    `\n${name}\n\n| seed | episodes | ${seeds[0]?.against} | ${seeds[0]?.policy} | pairs | p, starts | p, tasks | p, scenes |`,
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const one of seeds) console.log(line(one.name, [one]));
  if (seeds.length > 1) console.log(line('all', seeds));
}

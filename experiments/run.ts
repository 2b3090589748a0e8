// npx tsx --conditions=@inspire-vla/source experiments/run.ts --row main --profile sight --seed 0 --work FOLDER
// Every step is kept in FOLDER and not done again; results go to experiments/results. With --starts N the models are evaluated
// on other starts than the profile's, on which nothing has been chosen; with --temperature T their actions are drawn. With
// --arms A,B only these of the row's arms are trained and compared; run again with more of them, the result has all.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCodeState } from './code-state.js';
import { type Comparison, compareModels, evaluatedOn } from './evaluate-row.js';
import { describeMachine, numberOption, resultName } from './result-file.js';
import { type Row, rows } from './rows.js';
import { openProfile, trainRow } from './train-row.js';

const { values } = parseArgs({
  options: {
    row: { type: 'string', default: 'main' },
    profile: { type: 'string', default: 'cpu' },
    seed: { type: 'string', default: '0' },
    starts: { type: 'string' },
    temperature: { type: 'string' },
    work: { type: 'string', default: '.experiments' },
    python: { type: 'string', default: 'python3' },
    jobs: { type: 'string', default: '1' },
    arms: { type: 'string' },
    results: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) },
  },
});

function describe({ split, policy, against, summary }: Comparison): string {
  return `${split}: ${policy} against ${against} ${JSON.stringify(summary)}`;
}

const whole: Row | undefined = Object.entries(rows).find(([name]) => name === values.row)?.[1];
if (whole === undefined) throw new Error(`--row is one of ${Object.keys(rows)}`);
const row = withArms(whole, values.arms?.split(','));
const jobs = Number(values.jobs);
if (!Number.isInteger(jobs) || jobs < 1) throw new Error('--jobs is how many arms are trained at once');
const place = { folder: values.work, python: values.python, jobs };
const seed = Number(values.seed);
// As it is before anything is made: what is changed meanwhile has no part in it.
const code = readCodeState();
const { profile: given, work } = openProfile(values.profile, place);
const starts = numberOption('starts', values.starts);
const temperature = numberOption('temperature', values.temperature);
const opened = { profile: evaluatedOn(given, { starts, temperature }), work };
const trained = await trainRow(row, opened, seed, place);
const measured: { readonly share: number; readonly comparisons: readonly Comparison[] }[] = [];
for (const {
  share,
  arms: [first, ...others],
} of trained) {
  if (first === undefined) throw new Error('the row has no arm');
  const comparisons: Comparison[] = [];
  for (const other of others)
    comparisons.push(...(await compareModels(opened.profile, first, other, opened.work)));
  measured.push({ share, comparisons });
}
for (const { share, comparisons } of measured)
  for (const one of comparisons) console.log(share, describe(one));
const metrics = Object.fromEntries(
  (trained.at(-1)?.arms ?? []).map(({ id, folder }) => [id, someLines(join(folder, 'metrics.jsonl'))]),
);
mkdirSync(values.results, { recursive: true });
const name = { profile: values.profile, row: values.row, seed };
const file = join(values.results, resultName(name, given.evaluation, opened.profile.evaluation));
const result = {
  row: values.row,
  profile: values.profile,
  seed,
  machine: describeMachine(code),
  ...opened.profile,
  made: opened.work.made(),
  metrics,
  measured,
};
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
console.log(file);

/** The row with some of its arms only; the first, which the others are compared with, is among them in any case. */
function withArms(row: Row, ids: readonly string[] | undefined): Row {
  if (ids === undefined) return row;
  const unknown = ids.filter((id) => row.arms.every((arm) => arm.id !== id));
  if (unknown.length > 0) throw new Error(`--arms are of ${row.arms.map(({ id }) => id)}, not ${unknown}`);
  return { ...row, arms: row.arms.filter(({ id }, index) => index === 0 || ids.includes(id)) };
}

/** Summaries of the training at every tenth of it, by part. */
function someLines(path: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly step: number; readonly part: string });
  const [steps] = lines.map(({ step }) => step).sort((one, other) => other - one);
  return lines.filter(({ step }) => (step * 10) % (steps ?? 1) === 0);
}

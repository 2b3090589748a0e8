// npx tsx --conditions=@inspire-vla/source experiments/evaluate-kept.ts --models apps/demo/models --of recall-main-0.json \
//   --temperature 0.5 --work FOLDER
// Evaluates models that are kept, a folder for each arm, in another way than the result that they come from: on other starts,
// or with drawn actions. Nothing is trained; evaluations are kept in FOLDER, one such folder for one set of models.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCodeState } from './code-state.js';
import { type Comparison, compareModels, evaluatedOn } from './evaluate-row.js';
import { describeMachine, numberOption, readResult, resultName } from './result-file.js';
import { type Row, rows } from './rows.js';
import { openProfile } from './train-row.js';

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: 'apps/demo/models' },
    of: { type: 'string', default: 'recall-main-0.json' },
    starts: { type: 'string' },
    temperature: { type: 'string' },
    work: { type: 'string', default: '.experiments/kept' },
    results: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) },
  },
});

const known = readResult(values.results, values.of);
const row: Row | undefined = Object.entries(rows).find(([name]) => name === known.row)?.[1];
const [first, ...others] = (row?.arms ?? []).map(({ id }) => ({ id, folder: resolve(values.models, id) }));
if (first === undefined) throw new Error(`${values.of} is of no row that there is`);
const starts = numberOption('starts', values.starts);
const temperature = numberOption('temperature', values.temperature);
const place = { folder: values.work, python: 'python3', jobs: 1 };
const { profile: given, work } = openProfile(known.profile, place);
const profile = evaluatedOn(given, { starts, temperature });
const resultFile = resultName(known, given.evaluation, profile.evaluation);
// Else the result that the models come from would be written over, with less in it.
if (resultFile === values.of) throw new Error('give other --starts, another --temperature or both');
const code = readCodeState();
const comparisons: Comparison[] = [];
for (const other of others) comparisons.push(...(await compareModels(profile, first, other, work)));
for (const { split, policy, against, summary } of comparisons)
  console.log(`${split}: ${policy} against ${against} ${JSON.stringify(summary)}`);
const file = join(values.results, resultFile);
const result = {
  ...known,
  machine: describeMachine(code),
  evaluation: profile.evaluation,
  evaluatedModelsOf: values.of,
  measured: [{ share: 1, comparisons }],
};
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
console.log(file);

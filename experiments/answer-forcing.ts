// npx tsx --conditions=@inspire-vla/source experiments/answer-forcing.ts --model apps/demo/models/inspire \
//   --of recall-main-0.json --temperature 0.5 --work FOLDER
// Does what a model does follow what it says? The world's answers, and wrong ones, in the place of its own, on the same starts.
// Evaluations are kept in FOLDER, one such folder for one model.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCodeState } from './code-state.js';
import { type Comparison, compareModels, evaluatedOn } from './evaluate-row.js';
import { describeMachine, numberOption, readResult, resultName } from './result-file.js';
import { openProfile } from './train-row.js';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'apps/demo/models/inspire' },
    of: { type: 'string', default: 'recall-main-0.json' },
    starts: { type: 'string' },
    temperature: { type: 'string' },
    work: { type: 'string', default: '.experiments/kept' },
    results: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) },
  },
});

const { profile: name, seed, ...known } = readResult(values.results, values.of);
const starts = numberOption('starts', values.starts);
const temperature = numberOption('temperature', values.temperature);
const { profile: given, work } = openProfile(name, { folder: values.work, python: 'python3', jobs: 1 });
const profile = evaluatedOn(given, { starts, temperature });
const code = readCodeState();
const own = { id: 'own', folder: resolve(values.model) };
const comparisons: Comparison[] = [];
for (const answers of ['truth', 'wrong'] as const)
  comparisons.push(...(await compareModels(profile, { ...own, id: answers, answers }, own, work)));
for (const { split, policy, against, summary } of comparisons)
  console.log(`${split}: ${policy} against ${against} ${JSON.stringify(summary)}`);
const file = join(
  values.results,
  resultName({ profile: name, row: 'answers', seed }, given.evaluation, profile.evaluation),
);
const result = {
  ...known,
  ...{ row: 'answers', profile: name, seed, machine: describeMachine(code) },
  evaluation: profile.evaluation,
  evaluatedModelsOf: values.of,
  measured: [{ share: 1, comparisons }],
};
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
console.log(file);

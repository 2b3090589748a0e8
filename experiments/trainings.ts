// npx tsx --conditions=@inspire-vla/source experiments/trainings.ts precise-main-0-temperature-0.5 brief-main-instruct-first-0 …
// Takes each training as one observation: what InSpire gained in each of these results, the mean, and the exact sign-flip test.
// Starts and tasks are the same ones for every seed, so tests over them do not say what another training would give.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { signFlipTest } from '@inspire-vla/tabletop';
import type { Comparison } from './evaluate-row.js';

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { results: { type: 'string', default: fileURLToPath(new URL('results', import.meta.url)) } },
});
if (names.length === 0) throw new Error('name results of experiments/results, without .json');

/** Episodes that the first policy of a comparison does and the second does not, less those the other way round. */
function gainOf({ summary, againstSummary }: Comparison): number {
  return summary.successes - againstSummary.successes;
}

/** After the whole training. */
function comparisonOf(name: string, split: string): Comparison {
  const { measured } = JSON.parse(readFileSync(join(values.results, `${name}.json`), 'utf8')) as {
    readonly measured: readonly { readonly comparisons: readonly Comparison[] }[];
  };
  const found = measured.at(-1)?.comparisons.filter((one) => one.split === split) ?? [];
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${name} compares ${found.length} pairs on ${split} tasks, not one`);
  return only;
}

for (const split of ['seen', 'unseen']) {
  const comparisons = names.map((name) => comparisonOf(name, split));
  const [episodes = 0, other] = new Set(comparisons.map(({ summary }) => summary.episodes));
  if (other !== undefined) throw new Error(`some have ${episodes} ${split} episodes, some ${other}`);
  const gains = comparisons.map(gainOf);
  const points = (gain: number) => ((100 * gain) / episodes).toFixed(1).padStart(6);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  console.log(`\n${split} tasks: points that are gained`);
  for (const [index, gain] of gains.entries()) console.log(`  ${points(gain)}  ${names[index]}`);
  console.log(`  ${points(mean)}  mean; p ${signFlipTest(gains).toPrecision(2)}`);
}

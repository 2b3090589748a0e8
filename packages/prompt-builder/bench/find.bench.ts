/**
 * How fast objects are found: cold (every text new) beside compromise's own `nouns()` on the same texts, repeated (from
 * the cache), the longest texts, and the time that the import takes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import nlp from 'compromise';
import { createObjectFinder } from '../src/index.js';

const fixtures = join(import.meta.dirname, '../src/__fixtures__');
const texts = [
  'instructions.txt',
  'instructions-second.txt',
  'instructions-third.txt',
  'instructions-fourth.txt',
  'instructions-fifth.txt',
  'instructions-sixth.txt',
]
  .flatMap((file) => readFileSync(join(fixtures, file), 'utf8').split('\n'))
  .filter((line) => line.includes(' =>'))
  .map((line) => line.slice(0, line.lastIndexOf(' =>')));

/** Rounds per second, the best of several: the machine is shared. */
function rate(run: (text: string, round: number) => void, rounds: number): number {
  let best = 0;
  for (let trial = 0; trial < 5; trial += 1) {
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1) for (const text of texts) run(text, round);
    best = Math.max(best, (rounds * texts.length * 1000) / (performance.now() - start));
  }
  return best;
}

const cold = createObjectFinder({ cacheSize: 0 });
const warm = createObjectFinder();
const coldRate = rate((text) => cold.find(text), 5);
const anchorRate = rate((text) => nlp(text).nouns().out('array'), 1);
const warmRate = rate((text) => warm.find(text), 2000);
console.log(
  `objects, cold: ${coldRate.toFixed(0)}/s, ${(coldRate / anchorRate).toFixed(1)} × compromise nouns() (${anchorRate.toFixed(0)}/s)`,
);
console.log(`objects, repeated: ${(warmRate / 1e6).toFixed(1)} million/s`);

const longest = 'put the flurgle on the plate and '.repeat(3100);
const start = performance.now();
cold.find(longest);
console.log(`objects, a text of ${longest.length} characters: ${(performance.now() - start).toFixed(0)} ms`);

const script =
  "const s = performance.now(); await import('@inspire-vla/prompt-builder'); console.log(performance.now() - s);";
if (
  existsSync(join(import.meta.dirname, '../dist/index.js')) &&
  existsSync(join(import.meta.dirname, '../../adapter/dist/index.js'))
) {
  const options = { cwd: import.meta.dirname, env: { ...process.env, NODE_OPTIONS: '' } };
  const times = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], options)),
  );
  console.log(`import of the built package: ${Math.min(...times).toFixed(0)} ms`);
} else {
  console.log('import of the built package: not measured, run npm run build first');
}

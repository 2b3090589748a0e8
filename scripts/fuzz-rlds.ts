// Reads thousands of damaged RLDS datasets: each must be refused with a typed error that names its place, or be read in
// its right shape, within 5 s and 2 GB.
//
//   npx tsx --conditions=@inspire-vla/source scripts/fuzz-rlds.ts [COUNT = 10000] [FIRST SEED = 0]
//
// A failure prints its seed; `... 1 SEED` repeats it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCups } from '../packages/dataset/src/rlds/__fixtures__/cup-dataset.js';
import { createRandom, readDamaged } from '../packages/dataset/src/rlds/__fixtures__/damage.js';

const count = Number(process.argv[2] ?? 10_000);
const firstSeed = Number(process.argv[3] ?? 0);
const folder = await mkdtemp(join(tmpdir(), 'fuzz-rlds-'));
await writeCups([3, 2], { directory: folder });

const outcomes = { read: 0, refused: 0, failed: 0 };
let [slowest, largest] = [0, 0];
for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
  const started = performance.now();
  try {
    outcomes[await readDamaged(folder, 'inspire-train.tfrecord-00000-of-00001', createRandom(seed))] += 1;
  } catch (error) {
    outcomes.failed += 1;
    console.error(`seed ${seed}:`, error);
  }
  slowest = Math.max(slowest, performance.now() - started);
  largest = Math.max(largest, process.memoryUsage.rss());
}
await rm(folder, { recursive: true });
const seconds = (slowest / 1000).toFixed(1);
console.log(
  JSON.stringify({ ...outcomes, slowestSeconds: seconds, largestMegabytes: Math.round(largest / 2 ** 20) }),
);
process.exitCode = outcomes.failed > 0 || slowest > 5000 || largest > 2 * 2 ** 30 ? 1 : 0;

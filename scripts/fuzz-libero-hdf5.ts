// Reads thousands of damaged LIBERO HDF5 files: each must be refused with a typed error that names it, or be read in
// its right shape, within 5 s (3 s for an answer of the HDF5 library) and 2 GB.
//
//   npx tsx --conditions=@inspire-vla/source scripts/fuzz-libero-hdf5.ts [COUNT = 10000] [FIRST SEED = 0]
//
// A failure prints its seed; `... 1 SEED` repeats it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createRandom,
  damage,
  readDamaged,
} from '../packages/dataset/src/libero-hdf5/__fixtures__/damage.js';
import {
  carriesCup,
  demonstrationOf,
} from '../packages/dataset/src/libero-hdf5/__fixtures__/tabletop-demonstration.js';
import { writeOriginalFile } from '../packages/dataset/src/libero-hdf5/__fixtures__/write-original-file.js';

import { createHdf5Library, type Hdf5Library } from '../packages/dataset/src/libero-hdf5/hdf5-library.js';

const count = Number(process.argv[2] ?? 10_000);
const firstSeed = Number(process.argv[3] ?? 0);
const folder = await mkdtemp(join(tmpdir(), 'fuzz-hdf5-'));
const originals: Buffer[] = [];
for (const isCompressed of [false, true]) {
  const path = join(folder, `whole_${isCompressed}_demo.hdf5`);
  await writeOriginalFile(path, [demonstrationOf(carriesCup)], { isCompressed });
  originals.push(await readFile(path));
}

const outcomes = { read: 0, refused: 0, failed: 0 };
let slowest = 0;
let largest = 0;
let next = firstSeed;

async function work(library: Hdf5Library): Promise<void> {
  while (next < firstSeed + count) {
    const seed = next;
    next += 1;
    const started = performance.now();
    const whole = originals[seed % originals.length] ?? Buffer.alloc(0);
    try {
      const path = join(folder, `damaged_${seed}_demo.hdf5`);
      outcomes[await readDamaged(library, path, damage(whole, createRandom(seed)))] += 1;
    } catch (error) {
      outcomes.failed += 1;
      console.error(`seed ${seed}:`, error);
    }
    slowest = Math.max(slowest, performance.now() - started);
    largest = Math.max(largest, process.memoryUsage.rss());
  }
}

const libraries = [createHdf5Library(), createHdf5Library()];
await Promise.all(libraries.map(work));
await Promise.all(libraries.map((library) => library.close()));
await rm(folder, { recursive: true });
const seconds = (slowest / 1000).toFixed(1);
console.log(
  JSON.stringify({ ...outcomes, slowestSeconds: seconds, largestMegabytes: Math.round(largest / 2 ** 20) }),
);
process.exitCode = outcomes.failed > 0 || slowest > 5000 || largest > 2 * 2 ** 30 ? 1 : 0;
